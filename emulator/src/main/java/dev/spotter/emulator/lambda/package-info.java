/** An AWS Lambda in one JVM: functions, asynchronous invocations, queues and event source mappings. */
@NullMarked
package dev.spotter.emulator.lambda;

import org.jspecify.annotations.NullMarked;
