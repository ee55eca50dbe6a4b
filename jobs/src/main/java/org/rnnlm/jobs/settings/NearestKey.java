package org.rnnlm.jobs.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses which name, such as a setting's key, is meant by one that there is not. */
public final class NearestKey {
  private NearestKey() {}

  /** Returns the known name that is most like a wrong one, if any is like it at all. */
  public static Optional<String> to(String key, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)))
        .filter(near -> distance(key, near) <= Math.max(2, lastName(key).length() / 3));
  }

  /** Edits between two keys; a key in the wrong group, or without one, counts as near too. */
  private static int distance(String key, String known) {
    LevenshteinDistance edits = LevenshteinDistance.getDefaultInstance();
    int name = edits.apply(lastName(key), lastName(known));
    return Math.min(edits.apply(key, known), name + 1);
  }

  private static String lastName(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }
}
