/**
 * What the AWS adapters and Spotter's functions share: how long a call may take, and how often it is tried. For them
 * alone: it may change at any time.
 */
@NullMarked
package dev.spotter.aws.internal;

import org.jspecify.annotations.NullMarked;
