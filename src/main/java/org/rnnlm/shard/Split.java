package org.rnnlm.shard;

import java.util.Locale;

/** The three parts of a corpus; no article is in two of them. */
public enum Split {
  TRAIN,
  VALID,
  TEST;

  /** Returns the folder's and the manifest's name: {@code train}, {@code valid}, {@code test}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
