package org.rnnlm.jobs.specs;

import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.vectors.Word2VecSpec;

/** How vectors of words are learnt: {@code vectors}. */
public final class VectorSpecs {
  private VectorSpecs() {}

  public static Word2VecSpec of(Settings settings) {
    return new Word2VecSpec(
        settings.integer("vectors.width", 1, 1 << 16),
        settings.integer("vectors.context", 1, 1 << 16),
        settings.integer("vectors.epochs", 1, Limits.ANY),
        settings.decimal("vectors.learning-rate", Limits.ABOVE_ZERO, Double.MAX_VALUE),
        settings.integer("vectors.minimum-count", 1, Limits.ANY),
        settings.integer("vectors.partitions", 1, 1 << 16),
        Limits.seed(settings, "vectors.seed"));
  }
}
