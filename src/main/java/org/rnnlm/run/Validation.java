package org.rnnlm.run;

/**
 * A model's loss on the validation split after a round within an epoch.
 *
 * @param round counted from 1 since the run began
 * @param tokens trained since the run began
 * @param loss nats per prediction
 */
public record Validation(int round, long tokens, double loss) {}
