package org.rnnlm.shard;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The three parts of a corpus; no article is in two of them. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** Returns the folder's and the manifest's name: {@code train}, {@code valid}, {@code test}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what there is of each split by its key, training first, as people think of them. */
  public static <T> Map<String, T> inOrder(Map<String, T> byKey) {
    Map<String, T> ordered = new LinkedHashMap<>();
    for (Split split : values()) {
      if (byKey.containsKey(split.key())) {
        ordered.put(split.key(), byKey.get(split.key()));
      }
    }
    return ordered;
  }
}
