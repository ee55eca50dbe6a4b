package org.rnnlm.kernel;

/**
 * How much some rows' targets tell who knows the rows' distributions, and how much they were
 * expected to.
 *
 * @param nats the surprisal of each target, its negative natural log-probability; 0 for masked
 *     rows. Not copied
 * @param entropies of the distributions, in nats; 0 for masked rows. Not copied
 */
public record TokenInformation(double[] nats, double[] entropies) {}
