package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Comparator;
import org.rnnlm.io.Hashes;

/** A text, by 128 bits of hash: two different ones of a corpus do not share them. */
record TextKey(long first, long second) implements Comparable<TextKey>, Serializable {
  private static final Comparator<TextKey> ORDER =
      Comparator.comparingLong(TextKey::first).thenComparingLong(TextKey::second);

  @Override
  public int compareTo(TextKey other) {
    return ORDER.compare(this, other);
  }

  TextKey(long[] hash) {
    this(hash[0], hash[1]);
  }

  static TextKey of(String text) {
    return new TextKey(Hashes.text128(text));
  }
}
