package org.rnnlm.train;

/**
 * An epoch that is done.
 *
 * @param epoch counted from 1
 * @param rounds done since the run began
 * @param tokens trained since the run began
 * @param trainLoss nats per token, mean over the epoch as it was trained (with DL4J's own
 *     averaging, of its workers' last batches)
 * @param validLoss nats per token on the validation split, after the epoch
 * @param validPerplexity its exponential
 * @param seconds of training since the run began, earlier sittings included, validation left out
 */
public record EpochMetrics(
    int epoch,
    int rounds,
    long tokens,
    double trainLoss,
    double validLoss,
    double validPerplexity,
    double seconds) {}
