package org.rnnlm.shard;

import java.util.Arrays;
import java.util.OptionalLong;

/** The ids of a split's articles, eight bytes each, for millions of them. */
final class ArticleIds {
  private long[] ids = new long[1024];
  private int size;

  /** Takes an id; the same one several times in a row counts once. */
  void add(long id) {
    if (size > 0 && ids[size - 1] == id) {
      return;
    }
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, size * 2);
    }
    ids[size++] = id;
  }

  /** Returns an id that both have, if there is one. */
  OptionalLong shared(ArticleIds other) {
    long[] sorted = Arrays.copyOf(ids, size);
    Arrays.sort(sorted);
    return Arrays.stream(other.ids, 0, other.size)
        .filter(id -> Arrays.binarySearch(sorted, id) >= 0)
        .findFirst();
  }
}
