package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.rnnlm.io.Hashes;
import org.rnnlm.text.Text;

/**
 * Settings among which the best are searched for, as a file tells them: those that all runs share,
 * and of each that differs its choices or its range.
 *
 * <pre>
 * presets = [shakespeare]
 * settings { train.epochs = 9 }
 * space {
 *   model.cell = [lstm, gru]
 *   model.hidden-size = { from = 32, to = 256, scale = log }
 *   train.learning-rate = { from = 0.0005, to = 0.05, scale = log, steps = 5 }
 * }
 * </pre>
 */
public final class SearchSpace {
  /** Groups that say what a run is; the others say of which data, by what, and what is kept. */
  private static final List<String> GROUPS = List.of("model.", "train.");

  /** It is what trials are given more or less of. */
  private static final String EPOCHS = "train.epochs";

  private static final int DRAWS_EACH = 1000;

  private final String file;
  private final SettingsLayers shared;
  private final SortedMap<String, Dimension> dimensions;

  private SearchSpace(String file, SettingsLayers shared, SortedMap<String, Dimension> dimensions) {
    this.file = file;
    this.shared = shared;
    this.dimensions = dimensions;
  }

  /**
   * Reads a file.
   *
   * @param file a path on this machine
   * @param assignments each {@code key=value}, for all runs, over the file's own settings; none may
   *     be of a key of the space
   * @throws SettingsException if there is no such file, it is not as above, or an assignment does
   *     not fit
   */
  public static SearchSpace read(String file, List<String> assignments) {
    return parse(TrialsFile.text(file), file, assignments);
  }

  static SearchSpace parse(String text, String name, List<String> assignments) {
    return TrialsFile.parse(text, name, "search", "space", file -> of(file, assignments));
  }

  private static SearchSpace of(TrialsFile file, List<String> assignments) {
    SettingsLayers shared = file.shared(assignments);
    Config space = file.content().getConfig("space");
    assignments.forEach(assignment -> file.requireSharedKey(assignment, space));
    SortedMap<String, Dimension> dimensions = new TreeMap<>();
    gather(List.of(), space.root(), shared, dimensions);
    if (dimensions.isEmpty()) {
      throw new SettingsException(
          file.name() + ": space is empty; give it settings with choices or ranges");
    }
    return new SearchSpace(file.name(), shared, dimensions);
  }

  private static void gather(
      List<String> path,
      ConfigObject group,
      SettingsLayers shared,
      SortedMap<String, Dimension> dimensions) {
    for (Map.Entry<String, ConfigValue> entry : group.entrySet()) {
      List<String> below = new ArrayList<>(path);
      below.add(entry.getKey());
      String key = ConfigUtil.joinPath(below);
      ConfigValue value = entry.getValue();
      boolean isSetting = shared.hasSetting(key) || Range.looksLike(value);
      if (!isSetting && value instanceof ConfigObject inner) {
        gather(below, inner, shared, dimensions);
      } else {
        dimensions.put(key, dimension(key, value, shared));
      }
    }
  }

  private static Dimension dimension(String key, ConfigValue value, SettingsLayers shared) {
    Dimension dimension = Dimension.of(key, value);
    if (!shared.hasSetting(key)) {
      shared.with(sample(value).atPath(key)); // which names the nearest that there is
    }
    if (GROUPS.stream().noneMatch(key::startsWith)) {
      throw Dimension.refused(
          key, value, "only settings of model and train can be searched; set it for all runs");
    }
    if (key.equals(EPOCHS)) {
      throw Dimension.refused(
          key, value, "it is what a whole run is trained, and promising runs get more of; set it");
    }
    return dimension;
  }

  private static ConfigValue sample(ConfigValue value) {
    return value instanceof ConfigObject range ? range.get("from") : value;
  }

  /** Returns the keys of the space, sorted. */
  public List<String> keys() {
    return List.copyOf(dimensions.keySet());
  }

  /**
   * Returns settings that are drawn at random, no two alike. The first of them are the same however
   * many are drawn, and a value does not depend on what other keys the space has.
   *
   * @throws SettingsException if the space has not so many
   */
  public List<Variant> drawn(int count, long seed) {
    List<Map<String, ConfigValue>> points = new ArrayList<>();
    Set<List<Object>> seen = new HashSet<>();
    for (long draw = 0; points.size() < count; draw++) {
      Map<String, ConfigValue> point = point(draw, seed);
      if (seen.add(point.values().stream().map(ConfigValue::unwrapped).toList())) {
        points.add(point);
      }
      if (draw > (long) DRAWS_EACH * count) {
        throw new SettingsException(
            Text.format(
                "%s: %d settings cannot be drawn of a space that has hardly more than %d; draw"
                    + " fewer",
                file, count, points.size()));
      }
    }
    return variants(points);
  }

  private Map<String, ConfigValue> point(long draw, long seed) {
    Map<String, ConfigValue> point = new TreeMap<>();
    dimensions.forEach(
        (key, dimension) -> {
          long place = Hashes.text128(key)[0];
          point.put(key, dimension.drawn(new SplittableRandom(Hashes.seed(seed, draw, place))));
        });
    return point;
  }

  /**
   * Returns all settings of a grid, the last key running fastest.
   *
   * @throws SettingsException if a range does not say its steps
   */
  public List<Variant> grid() {
    List<Map<String, ConfigValue>> points = List.of(Map.of());
    for (Map.Entry<String, Dimension> dimension : dimensions.entrySet()) {
      List<Map<String, ConfigValue>> combined = new ArrayList<>();
      for (Map<String, ConfigValue> point : points) {
        for (ConfigValue value : dimension.getValue().grid()) {
          Map<String, ConfigValue> more = new TreeMap<>(point);
          more.put(dimension.getKey(), value);
          combined.add(more);
        }
      }
      points = combined;
    }
    return variants(points);
  }

  private List<Variant> variants(List<Map<String, ConfigValue>> points) {
    List<Variant> variants = new ArrayList<>();
    for (Map<String, ConfigValue> point : points) {
      Config values = ConfigFactory.empty();
      for (Map.Entry<String, ConfigValue> one : point.entrySet()) {
        values = values.withValue(one.getKey(), one.getValue());
      }
      variants.add(Variant.of(Text.format("trial-%03d", variants.size() + 1), shared.with(values)));
    }
    return variants;
  }
}
