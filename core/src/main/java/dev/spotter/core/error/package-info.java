/** What can go wrong, told in one sealed hierarchy: what it was about, and whether trying again may help. */
@NullMarked
package dev.spotter.core.error;

import org.jspecify.annotations.NullMarked;
