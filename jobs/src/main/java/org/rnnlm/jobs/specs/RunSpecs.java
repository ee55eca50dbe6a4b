package org.rnnlm.jobs.specs;

import java.util.List;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.RunLog;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.SampleSpec;
import org.rnnlm.train.TokenSpacing;

/** What a run keeps and shows beside its training: {@code checkpoint} and {@code sample}. */
public final class RunSpecs {
  private RunSpecs() {}

  public static RunSpec of(Settings settings) {
    return new RunSpec(
        settings.integer("checkpoint.every-rounds", 0, Limits.ANY),
        new TokenSpacing(
            tokens(settings, "checkpoint.every-tokens"),
            settings.decimal("checkpoint.token-growth", 1, Double.MAX_VALUE)),
        TokenSpacing.every(tokens(settings, "validate.every-tokens")),
        new Retention(
            settings.integer("checkpoint.keep-last", 1, Limits.ANY),
            settings.integer("checkpoint.keep-best", 1, Limits.ANY),
            settings.integer("checkpoint.keep-every", 0, Limits.ANY)),
        settings.choice("log.events", RunLog.class),
        samples(settings));
  }

  /** DL4J's averaging tells of no rounds. */
  private static long tokens(Settings settings, String key) {
    long tokens = settings.longInteger(key, 0, Long.MAX_VALUE);
    if (tokens > 0 && settings.choice("train.averaging", Averaging.class) == Averaging.DL4J) {
      throw settings.refused(
          key, "it needs rounds, which train.averaging = dl4j does not tell of; set it to 0");
    }
    return tokens;
  }

  private static SampleSpec samples(Settings settings) {
    List<Double> temperatures = settings.decimals("sample.temperatures", 0, Double.MAX_VALUE);
    int length = settings.integer("sample.length", 1, Limits.ANY);
    int promptLength = settings.integer("sample.prompt-length", 0, Limits.ANY);
    long seed = Limits.seed(settings, "train.seed");
    return settings.together(
        "sample.temperatures", () -> new SampleSpec(temperatures, length, promptLength, seed));
  }

  /** Returns how long training waits while there is no executor; 0 for ever. */
  public static int executorWaitSeconds(Settings settings) {
    return settings.integer("train.executor-wait-seconds", 0, Limits.ANY);
  }
}
