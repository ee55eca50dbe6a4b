package org.rnnlm.layer;

/**
 * What a network of tags says of a batch.
 *
 * @param nats the summed negative log-probability of the labels
 * @param tags the likeliest ones, [time, batch] step after step; any where masked. Not copied
 */
public record TagChoices(double nats, int[] tags) {}
