/** What Spotter's servers and functions share besides the API. For them alone: it may change at any time. */
@NullMarked
package dev.spotter.api.internal;

import org.jspecify.annotations.NullMarked;
