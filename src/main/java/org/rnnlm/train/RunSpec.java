package org.rnnlm.train;

import java.util.Objects;
import java.util.Optional;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.mlflow.MlflowSpec;

/**
 * What a run does beside training.
 *
 * @param checkpointRounds writes a checkpoint every so many rounds within an epoch; 0 at the ends
 *     of epochs only
 * @param checkpointTokens writes one after the round that comes upon a mark, which stays for good
 * @param validations scores the model after the round that comes upon a mark, within epochs too
 * @param retention which checkpoints stay
 * @param log what is written for other tools
 * @param mlflow the server that tracks the run, if one does
 * @param samples the texts written after each epoch
 */
public record RunSpec(
    int checkpointRounds,
    TokenSpacing checkpointTokens,
    TokenSpacing validations,
    Retention retention,
    RunLog log,
    Optional<MlflowSpec> mlflow,
    SampleSpec samples) {
  public RunSpec {
    Objects.requireNonNull(checkpointTokens, "checkpoint tokens");
    Objects.requireNonNull(validations, "validations");
    Objects.requireNonNull(retention, "retention");
    Objects.requireNonNull(log, "log");
    Objects.requireNonNull(mlflow, "mlflow");
    Objects.requireNonNull(samples, "samples");
    if (checkpointRounds < 0) {
      throw new IllegalArgumentException(
          "checkpoint every " + checkpointRounds + " rounds: it must be at least 0");
    }
  }

  /** Makes one that no server tracks. */
  public RunSpec(
      int checkpointRounds,
      TokenSpacing checkpointTokens,
      TokenSpacing validations,
      Retention retention,
      RunLog log,
      SampleSpec samples) {
    this(
        checkpointRounds, checkpointTokens, validations, retention, log, Optional.empty(), samples);
  }

  /** Makes one that counts no tokens and writes for no other tool. */
  public RunSpec(int checkpointRounds, Retention retention, SampleSpec samples) {
    this(checkpointRounds, TokenSpacing.NEVER, TokenSpacing.NEVER, retention, RunLog.NONE, samples);
  }
}
