/** What the stores on this machine share. For them alone: it may change at any time. */
@NullMarked
package dev.spotter.local.internal;

import org.jspecify.annotations.NullMarked;
