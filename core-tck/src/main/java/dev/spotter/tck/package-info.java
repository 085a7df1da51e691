/** Contract kits for the three ports: an adapter's test extends one, gives it the adapter, and inherits its tests. */
@NullMarked
package dev.spotter.tck;

import org.jspecify.annotations.NullMarked;
