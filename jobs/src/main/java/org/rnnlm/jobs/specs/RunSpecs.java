package org.rnnlm.jobs.specs;

import java.util.List;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.SampleSpec;

/** What a run keeps and shows beside its training: {@code checkpoint} and {@code sample}. */
public final class RunSpecs {
  private RunSpecs() {}

  public static RunSpec of(Settings settings) {
    return new RunSpec(
        settings.integer("checkpoint.every-rounds", 0, Limits.ANY),
        new Retention(
            settings.integer("checkpoint.keep-last", 1, Limits.ANY),
            settings.integer("checkpoint.keep-best", 1, Limits.ANY),
            settings.integer("checkpoint.keep-every", 0, Limits.ANY)),
        samples(settings));
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
