/** The page in a real browser, against the program as it was built. */
@NullMarked
package dev.spotter.page;

import org.jspecify.annotations.NullMarked;
