package org.rnnlm.jobs;

import java.util.List;
import java.util.Optional;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.model.Cell;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.prep.steps.FilterSpec;
import org.rnnlm.prep.steps.InputFormat;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.prep.steps.ReadSpec;
import org.rnnlm.prep.steps.SplitRule;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.LearningRate;
import org.rnnlm.train.RunSpec;
import org.rnnlm.train.TrainingSpec;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** Settings become specifications here, and nowhere else. */
final class Specs {
  private static final int ANY = Integer.MAX_VALUE;
  private static final double BELOW_ONE = Math.nextDown(1.0);

  private Specs() {}

  /** {@code auto}, or a format. */
  private enum Format {
    AUTO,
    MEDIAWIKI,
    TEXT
  }

  static PrepareSpec prepare(Settings settings, List<String> inputs, String output) {
    double valid = settings.decimal("prepare.valid-share", 0, BELOW_ONE);
    double test = settings.decimal("prepare.test-share", 0, Math.nextDown(1 - valid));
    return new PrepareSpec(
        inputs,
        output,
        switch (settings.choice("prepare.format", Format.class)) {
          case AUTO -> Optional.empty();
          case MEDIAWIKI -> Optional.of(InputFormat.MEDIAWIKI);
          case TEXT -> Optional.of(InputFormat.TEXT);
        },
        reading(settings),
        new FilterSpec(
            settings.integer("prepare.minimum-characters", 0, ANY),
            settings.flag("prepare.disambiguation-pages"),
            settings.flag("prepare.duplicates")),
        new TokenSpec(
            settings.choice("prepare.tokens", TokenKind.class),
            settings.flag("prepare.lower-case"),
            settings.choice("prepare.normalize", Normalization.class)),
        settings.integer("prepare.vocabulary-size", 0, ANY),
        settings.longInteger("prepare.minimum-count", 1, Long.MAX_VALUE),
        settings.integer("prepare.length", 1, 1 << 20),
        new SplitRule(valid, test, seed(settings, "prepare.seed")),
        settings.choice("prepare.split", PrepareSpec.SplitBy.class),
        settings.longInteger("prepare.shard-tokens", 1, 1L << 24),
        settings.group("prepare"));
  }

  private static ReadSpec reading(Settings settings) {
    long split = settings.longInteger("prepare.split-bytes", 0, Long.MAX_VALUE);
    return new ReadSpec(
        split == 0
            ? 0
            : settings.longInteger(
                "prepare.split-bytes", ReadSpec.LEAST_SPLIT_BYTES, Long.MAX_VALUE),
        settings.integer("prepare.page-characters", 1, 1 << 29));
  }

  static ModelSpec model(Settings settings) {
    return new ModelSpec(
        settings.choice("model.cell", Cell.class),
        settings.integer("model.layers", 1, 100),
        settings.integer("model.hidden-size", 1, 1 << 16),
        settings.integer("model.embedding-size", 0, 1 << 16),
        settings.decimal("model.dropout", 0, BELOW_ONE));
  }

  static TrainingSpec training(Settings settings) {
    Averaging averaging = settings.choice("train.averaging", Averaging.class);
    double norm = settings.decimal("train.clip-norm", 0, Double.MAX_VALUE);
    double most = averaging == Averaging.DL4J && norm > 0 ? 0 : Double.MAX_VALUE;
    return new TrainingSpec(
        averaging,
        settings.integer("train.workers", 1, 1 << 16),
        settings.integer("train.batch-size", 1, 1 << 16),
        settings.integer("train.round-batches", 1, ANY),
        settings.integer("train.epochs", 1, ANY),
        new LearningRate(
            settings.choice("train.schedule", LearningRate.Schedule.class),
            settings.decimal("train.learning-rate", Math.nextUp(0.0), Double.MAX_VALUE),
            settings.longInteger("train.warm-up-tokens", 0, Long.MAX_VALUE)),
        new Clipping(settings.decimal("train.clip-value", 0, most), norm),
        seed(settings, "train.seed"));
  }

  static RunSpec run(Settings settings) {
    return new RunSpec(
        settings.integer("checkpoint.every-rounds", 0, ANY),
        new Retention(
            settings.integer("checkpoint.keep-last", 1, ANY),
            settings.integer("checkpoint.keep-every", 0, ANY)),
        new GenerationSpec(
            settings.integer("sample.length", 1, ANY),
            settings.decimal("sample.temperature", 0, Double.MAX_VALUE),
            false,
            seed(settings, "train.seed")));
  }

  static GenerationSpec generation(Settings settings) {
    return new GenerationSpec(
        settings.integer("generate.length", 1, ANY),
        settings.decimal("generate.temperature", 0, Double.MAX_VALUE),
        settings.flag("generate.stop-at-end"),
        seed(settings, "generate.seed"));
  }

  private static long seed(Settings settings, String key) {
    return settings.longInteger(key, Long.MIN_VALUE, Long.MAX_VALUE);
  }
}
