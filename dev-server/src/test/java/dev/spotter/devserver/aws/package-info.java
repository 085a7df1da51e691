@NullMarked
package dev.spotter.devserver.aws;

import org.jspecify.annotations.NullMarked;
