/**
 * Predictions in a DynamoDB table. Read {@link dev.spotter.aws.dynamodb.DynamoDbPredictionRepository} first, the
 * port {@code PredictionRepository}. {@code PredictionItem} maps a prediction to an item, {@code LabelCodec} its
 * labels; {@link dev.spotter.aws.dynamodb.PredictionTable} creates the table with its index of file names.
 *
 * <p>The Lambda functions and {@code spotter serve --aws} use this package.
 */
@NullMarked
package dev.spotter.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
