package org.rnnlm.jobs.vectors;

/**
 * How vectors are learnt.
 *
 * @param width values of a vector
 * @param context tokens to each side that a token's vector learns to predict
 * @param epochs passes over the training split
 * @param learningRate at the start; it falls to a ten-thousandth
 * @param minimumCount tokens that the split holds less often have no vector
 * @param partitions tasks that learn side by side, their vectors averaged after each epoch
 * @param seed of the first vectors
 */
public record Word2VecSpec(
    int width,
    int context,
    int epochs,
    double learningRate,
    int minimumCount,
    int partitions,
    long seed) {}
