package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * Which portion of a text a document holds: long text files are read in several, each a document of
 * the same id, and become one text again where the shards are cut.
 *
 * @param index from the text's beginning on
 * @param last whether the text, or what is left of it for a split, ends here
 */
record Portion(int index, boolean last) implements Serializable {
  static final Portion WHOLE = new Portion(0, true);

  boolean isWhole() {
    return equals(WHOLE);
  }

  boolean isFirst() {
    return index == 0;
  }
}
