/**
 * The log of a server: a line for each request and for each outcome. Begin with {@link dev.spotter.logging.EventLog}.
 */
@NullMarked
package dev.spotter.logging;

import org.jspecify.annotations.NullMarked;
