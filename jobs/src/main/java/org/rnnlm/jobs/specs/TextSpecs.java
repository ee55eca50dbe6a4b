package org.rnnlm.jobs.specs;

import org.rnnlm.evaluate.TextScore;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.translate.BeamSpec;

/** What a trained model writes, and how that is searched for and scored. */
public final class TextSpecs {
  private TextSpecs() {}

  public static GenerationSpec generation(Settings settings) {
    return new GenerationSpec(
        settings.integer("generate.length", 1, Limits.ANY),
        settings.decimal("generate.temperature", 0, Double.MAX_VALUE),
        settings.flag("generate.stop-at-end"),
        Limits.seed(settings, "generate.seed"));
  }

  /** Returns how targets are searched for. */
  public static BeamSpec beam(Settings settings) {
    return new BeamSpec(
        settings.integer("translate.beam-width", 1, 1 << 12),
        settings.decimal("translate.length-penalty", 0, 100),
        settings.integer("translate.longest", 1, Limits.ANY));
  }

  public static TextScore.Spec metrics(Settings settings) {
    return new TextScore.Spec(
        settings.integers("evaluate.top-k", 1, Limits.ANY),
        settings.integer("evaluate.completions", 0, Limits.ANY),
        settings.integer("evaluate.prompt-tokens", 0, Limits.ANY));
  }
}
