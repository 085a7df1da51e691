package dev.spotter.inference.features;

/**
 * Two rows whose vectors are similar.
 *
 * @param first the smaller of the rows, from 0
 * @param second the larger
 * @param similarity the cosine of the angle between the vectors
 */
public record SimilarPair(int first, int second, double similarity) {}
