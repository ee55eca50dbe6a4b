package org.rnnlm.train;

import java.util.Objects;
import org.rnnlm.checkpoint.Retention;

/**
 * What a run does beside training.
 *
 * @param checkpointRounds writes a checkpoint every so many rounds within an epoch; 0 at the ends
 *     of epochs only
 * @param retention which checkpoints stay
 * @param samples the texts written after each epoch
 */
public record RunSpec(int checkpointRounds, Retention retention, SampleSpec samples) {
  public RunSpec {
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(samples, "samples");
    if (checkpointRounds < 0) {
      throw new IllegalArgumentException(
          "checkpoint every " + checkpointRounds + " rounds: it must be at least 0");
    }
  }
}
