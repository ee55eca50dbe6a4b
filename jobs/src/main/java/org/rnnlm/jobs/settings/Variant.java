package org.rnnlm.jobs.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.rnnlm.text.Text;

/**
 * One of several settings that runs are made of.
 *
 * @param name of its run
 * @param arm what it is one of, beside others that differ in the seed alone; by itself its name
 * @param layers its settings
 */
public record Variant(String name, String arm, SettingsLayers layers) {
  private static final String SEED = "train.seed";

  static Variant of(String name, SettingsLayers layers) {
    return new Variant(name, name, layers);
  }

  /**
   * Returns each variant with several seeds, its own and those that follow it.
   *
   * @param seeds how many; with one there is nothing new
   */
  public static List<Variant> seeded(List<Variant> variants, int seeds) {
    if (seeds == 1) {
      return variants;
    }
    List<Variant> all = new ArrayList<>();
    for (Variant variant : variants) {
      long first = variant.layers.settings().longInteger(SEED, Long.MIN_VALUE, Long.MAX_VALUE);
      for (long seed = first; seed < first + seeds; seed++) {
        all.add(
            new Variant(
                Text.format("%s-seed-%d", variant.name, seed),
                variant.name,
                variant.layers.withValues(Map.of(SEED, seed), "--seeds " + seeds)));
      }
    }
    return all;
  }
}
