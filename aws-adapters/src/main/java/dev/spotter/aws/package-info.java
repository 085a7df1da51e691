/** What the AWS adapters share: how long a call may take and how often it is tried. */
@NullMarked
package dev.spotter.aws;

import org.jspecify.annotations.NullMarked;
