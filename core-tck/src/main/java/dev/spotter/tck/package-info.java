/**
 * Contract tests for adapters of core's ports: {@link dev.spotter.tck.ImageStoreContract}, {@link
 * dev.spotter.tck.ClassifierContract}, {@link dev.spotter.tck.ImageEmbedderContract} and {@link
 * dev.spotter.tck.PredictionRepositoryContract}. The test of an adapter extends one, creates the adapter in its factory
 * method, and inherits the tests. {@link dev.spotter.tck.ReferenceContract} checks the labels of a known model.
 *
 * <p>The tests of all adapters depend on this package.
 */
@NullMarked
package dev.spotter.tck;

import org.jspecify.annotations.NullMarked;
