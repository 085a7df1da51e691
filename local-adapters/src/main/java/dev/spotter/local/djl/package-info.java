/** The classifier port by DJL and PyTorch. */
@NullMarked
package dev.spotter.local.djl;

import org.jspecify.annotations.NullMarked;
