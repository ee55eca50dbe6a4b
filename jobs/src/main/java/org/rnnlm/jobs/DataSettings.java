package org.rnnlm.jobs;

import java.util.Map;
import java.util.Set;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;

/**
 * What a run's settings say of its data. A run trains what {@code prepare} made, whatever its own
 * settings of {@code prepare} are: those that were given must agree with the shards, so that nobody
 * trains the preset of words on characters, and those that are kept with the run are the shards'.
 */
final class DataSettings {
  private static final String MODE = "prepare.mode";
  private static final String TOKENS = "prepare.tokens";
  private static final String LENGTH = "prepare.length";

  /** A length other than the shards' changes nothing, so that it is no contradiction. */
  private static final Set<String> MUST_AGREE = Set.of(MODE, TOKENS);

  private DataSettings() {}

  /**
   * Returns the settings of a run that starts on some shards.
   *
   * @throws SettingsException if a preset, a file or an option asks for other sequences or tokens
   *     than the shards have
   */
  static Settings on(ShardSet shards, SettingsLayers layers) {
    Map<String, String> real =
        Map.of(
            MODE, Text.kebab(shards.manifest().mode()),
            TOKENS, Text.kebab(shards.vocabulary().spec().kind()),
            LENGTH, String.valueOf(shards.manifest().length()));
    return on(shards.folder().location(), real, layers);
  }

  /**
   * @param real what the shards are, by setting
   */
  static Settings on(String shards, Map<String, String> real, SettingsLayers layers) {
    Settings given = layers.settings();
    MUST_AGREE.stream()
        .filter(given::isGiven)
        .sorted()
        .forEach(key -> requireSame(given, key, real, shards));
    return layers
        .withAssignments(
            real.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue()).toList())
        .settings();
  }

  private static void requireSame(
      Settings given, String key, Map<String, String> real, String shards) {
    if (!given.text(key).equals(real.get(key))) {
      throw given.refused(
          key,
          Text.format(
              "%s was prepared with %s = %s; train with the preset that it was prepared with, or"
                  + " prepare it anew with this one",
              shards, key, real.get(key)));
    }
  }
}
