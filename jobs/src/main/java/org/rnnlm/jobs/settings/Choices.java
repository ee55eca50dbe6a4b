package org.rnnlm.jobs.settings;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Values that are given one by one, all as likely.
 *
 * @param values there are
 */
record Choices(List<ConfigValue> values) implements Dimension {
  static Choices of(String key, ConfigList list) {
    if (list.isEmpty()) {
      throw Dimension.refused(key, list, "has no choices");
    }
    if (new HashSet<>(list.unwrapped()).size() < list.size()) {
      throw Dimension.refused(key, list, "has the same choice twice");
    }
    return new Choices(List.copyOf(list));
  }

  @Override
  public ConfigValue drawn(SplittableRandom random) {
    return values.get(random.nextInt(values.size()));
  }

  @Override
  public List<ConfigValue> grid() {
    return values;
  }
}
