/**
 * The application as it is deployed, in this process: the page's server and API Gateway in front of the Lambda
 * functions, everything else by the emulator.
 */
@NullMarked
package dev.spotter.devserver.aws;

import org.jspecify.annotations.NullMarked;
