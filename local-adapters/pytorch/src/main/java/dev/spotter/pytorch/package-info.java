/** The classifier port by DJL and PyTorch. */
@NullMarked
package dev.spotter.pytorch;

import org.jspecify.annotations.NullMarked;
