/** What the adapters' tests share. */
@NullMarked
package dev.spotter.aws;

import org.jspecify.annotations.NullMarked;
