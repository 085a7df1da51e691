/** Predictions in a DynamoDB table. */
@NullMarked
package dev.spotter.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
