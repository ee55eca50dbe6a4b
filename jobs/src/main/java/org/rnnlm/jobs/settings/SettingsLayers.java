package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.text.Text;

/**
 * Texts of settings laid over each other, the later over the earlier. Immutable: every {@code with}
 * answers new layers.
 *
 * <p>The lowest layer, the reference, holds every key there is. A layer that has another key, or a
 * value of another type, is refused with a {@link SettingsException} that names every such key, the
 * nearest known one, and where it was given.
 *
 * <p>A text is HOCON; it may refer to other keys, {@code ${train.seed}}, and to environment
 * variables, {@code ${?HOME}}, and must not include other texts. System properties and other
 * libraries' settings do not count.
 */
public final class SettingsLayers {
  private final SettingsSchema schema;
  private final Config layers;

  private SettingsLayers(SettingsSchema schema, Config layers) {
    this.schema = schema;
    this.layers = layers;
  }

  /** Returns the defaults alone: the reference.conf of the jar. */
  public static SettingsLayers ofReference() {
    return ofReference(Presets.reference());
  }

  static SettingsLayers ofReference(String text) {
    Config reference = SettingsSource.parse(text, Presets.REFERENCE).resolve();
    return new SettingsLayers(new SettingsSchema(reference), reference);
  }

  /**
   * Lays a text over these layers, such as the settings saved with a run.
   *
   * @param name what errors call the text, usually its path
   * @throws SettingsException if the text is not HOCON or does not fit the reference
   */
  public SettingsLayers withText(String text, String name) {
    return with(SettingsSource.parse(text, name));
  }

  /**
   * Lays settings over these layers that this program saved. They refer to nothing: neither to
   * other keys nor to the environment, of which a changed file could have anything shown.
   *
   * @throws SettingsException if they do, or the text is not HOCON or does not fit the reference
   */
  public SettingsLayers withSaved(String text, String name) {
    Config saved = SettingsSource.parse(text, name);
    if (!saved.isResolved()) {
      throw new SettingsException(
          name
              + " refers to other settings or to the environment by ${...}, which saved settings"
              + " never do: it was changed; put values in their place");
    }
    return with(saved);
  }

  /**
   * Lays values over these layers that a program gives.
   *
   * @param values by key: numbers, truth values, texts, or lists of these
   * @param origin what errors say gave them
   * @throws SettingsException if they do not fit the reference
   */
  public SettingsLayers withValues(Map<String, ?> values, String origin) {
    return with(ConfigFactory.parseMap(values, origin));
  }

  /**
   * Lays a file over these layers, or a preset of the jar; below its own settings come those of the
   * presets that it names in {@code presets}.
   *
   * @param file a path on this machine, or, where nothing is at that path, a preset's name with or
   *     without {@code .conf}
   * @throws SettingsException if there is no such file or preset, it is not HOCON in UTF-8, it does
   *     not fit the reference, or it builds on a preset of which this is true, or on itself
   */
  public SettingsLayers withConfig(String file) {
    return withConfig(file, "--config " + file);
  }

  /**
   * Lays several files or presets over these layers, in order.
   *
   * @param where what names them, for errors
   */
  SettingsLayers withConfigs(List<String> files, String where) {
    return with(
        files.stream()
            .<Layer>map(file -> layers -> layers.withConfig(file, where + ": " + file))
            .toList());
  }

  /**
   * Lays one {@code key=value} over these layers. The value is HOCON; for a key that takes a text,
   * it is the text as it stands, or a quoted one, {@code "a\tb"}.
   *
   * @throws SettingsException if it is not {@code key=value} or does not fit the reference
   */
  public SettingsLayers withAssignment(String assignment) {
    return with(Assignment.ofSet(assignment));
  }

  /** Lays several assignments over these layers, in order. */
  public SettingsLayers withAssignments(List<String> assignments) {
    return with(List.of(), assignments.stream().map(Assignment::ofSet).toList());
  }

  /**
   * Lays files or presets over these layers, and assignments over those.
   *
   * @throws SettingsException naming all that is wrong with any of them
   */
  public SettingsLayers with(List<String> files, List<Assignment> assignments) {
    List<Layer> all = new ArrayList<>();
    files.forEach(file -> all.add(layers -> layers.withConfig(file)));
    assignments.forEach(one -> all.add(layers -> layers.with(one)));
    return with(all);
  }

  /** Something that can be laid over others. */
  private interface Layer {
    SettingsLayers over(SettingsLayers below);
  }

  private SettingsLayers with(List<Layer> all) {
    SettingsLayers result = this;
    List<String> problems = new ArrayList<>();
    for (Layer layer : all) {
      try {
        result = layer.over(result);
      } catch (SettingsException e) {
        problems.add(e.getMessage());
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(String.join("\n", problems));
    }
    return result;
  }

  /**
   * Returns what the layers come to. Types are checked by now; ranges, as the settings are read.
   */
  public Settings settings() {
    try {
      return new Settings(schema.check(layers.resolve()));
    } catch (ConfigException e) {
      throw SettingsSource.malformed(e);
    }
  }

  /** Returns whether there is a setting of that name. */
  boolean hasSetting(String key) {
    return schema.type(key).isPresent();
  }

  private SettingsLayers with(Assignment assignment) {
    return with(SettingsSource.parseAssignment(assignment, schema));
  }

  SettingsLayers with(Config layer) {
    SettingsLayers all = new SettingsLayers(schema, layer.withFallback(layers));
    // Now, not at the end: a group hidden by a value could itself be hidden by a later layer.
    all.settings();
    return all;
  }

  private SettingsLayers withConfig(String file, String origin) {
    SettingsLayers layers = this;
    for (Config layer : new PresetStack(Presets::text).layers(read(file, origin), file)) {
      layers = layers.with(layer);
    }
    return layers;
  }

  private static String read(String file, String origin) {
    Path path = Path.of(file);
    if (Files.exists(path) && !Files.isDirectory(path)) {
      return SettingsSource.text(path);
    }
    Optional<String> preset = file.contains("/") ? Optional.empty() : Presets.text(file);
    return preset.orElseThrow(
        () ->
            new SettingsException(
                Text.format(
                    "%s: no such file, and no such preset; presets: %s",
                    origin, String.join(", ", Presets.names()))));
  }
}
