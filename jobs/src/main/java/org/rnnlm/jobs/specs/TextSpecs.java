package org.rnnlm.jobs.specs;

import java.util.List;
import java.util.SortedMap;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.SamplerSpec;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.search.BeamSpec;

/** What a trained model writes, and how that is searched for and scored. */
public final class TextSpecs {
  private TextSpecs() {}

  public static GenerationSpec generation(Settings settings) {
    int length = settings.integer("generate.length", 1, Limits.ANY);
    SamplerSpec sampler = sampler(settings);
    List<String> stops = settings.texts("generate.stop");
    boolean stopAtEnd = settings.flag("generate.stop-at-end");
    long seed = Limits.seed(settings, "generate.seed");
    return settings.together(
        "generate.stop", () -> new GenerationSpec(length, sampler, stops, stopAtEnd, seed));
  }

  private static SamplerSpec sampler(Settings settings) {
    return new SamplerSpec(
        settings.decimal("generate.temperature", 0, Double.MAX_VALUE),
        settings.integer("generate.top-k", 0, Limits.ANY),
        settings.decimal("generate.top-p", Double.MIN_VALUE, 1),
        settings.decimal("generate.min-p", 0, 1),
        settings.decimal("generate.repetition-penalty", Double.MIN_VALUE, Double.MAX_VALUE),
        settings.integer("generate.repetition-window", 0, Limits.ANY));
  }

  /** Returns how a text is searched for; a beam of 1 draws it instead. */
  public static BeamSpec search(Settings settings) {
    return new BeamSpec(
        settings.integer("generate.beam-width", 1, 1 << 12),
        settings.decimal("generate.length-penalty", 0, 100),
        settings.integer("generate.length", 1, Limits.ANY));
  }

  /** Returns how targets are searched for. */
  public static BeamSpec beam(Settings settings) {
    return new BeamSpec(
        settings.integer("translate.beam-width", 1, 1 << 12),
        settings.decimal("translate.length-penalty", 0, 100),
        settings.integer("translate.longest", 1, Limits.ANY));
  }

  /** Returns the settings that targets follow from. */
  public static SortedMap<String, String> beamSettings(Settings settings) {
    SortedMap<String, String> all = settings.group("translate");
    all.put("generate.unknown", settings.text("generate.unknown"));
    return all;
  }

  public static TextScore.Spec metrics(Settings settings) {
    return new TextScore.Spec(
        settings.integers("evaluate.top-k", 1, Limits.ANY),
        settings.integer("evaluate.completions", 0, Limits.ANY),
        settings.integer("evaluate.prompt-tokens", 0, Limits.ANY));
  }
}
