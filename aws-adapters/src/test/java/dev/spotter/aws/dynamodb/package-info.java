/** Tests of the DynamoDB adapter. */
@NullMarked
package dev.spotter.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
