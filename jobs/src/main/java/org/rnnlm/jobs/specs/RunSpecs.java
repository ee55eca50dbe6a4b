package org.rnnlm.jobs.specs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.mlflow.MlflowFiles;
import org.rnnlm.mlflow.MlflowSpec;
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
        mlflow(settings),
        samples(settings));
  }

  private static Optional<MlflowSpec> mlflow(Settings settings) {
    String experiment = settings.text("log.mlflow.experiment");
    String name = settings.text("log.mlflow.run-name");
    MlflowFiles files = settings.choice("log.mlflow.files", MlflowFiles.class);
    return settings
        .optionalText("log.mlflow.server")
        .map(
            server ->
                settings.together(
                    "log.mlflow.server",
                    () -> MlflowSpec.of(server, experiment, name, files, parameters(settings))));
  }

  /** Returns what a run's results follow from, beside its data. */
  private static Map<String, String> parameters(Settings settings) {
    Map<String, String> parameters = new TreeMap<>();
    for (String group : List.of("model", "train", "compute")) {
      parameters.putAll(settings.group(group));
    }
    return parameters;
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
