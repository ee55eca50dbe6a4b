package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.List;

/**
 * How the ids of subwords lie: behind the specials a token for each byte, then one for each merge,
 * in the order in which they were learnt. So a merge's id is its rank, and both its parts have
 * smaller ids.
 */
final class Subwords {
  static final int FIRST_BYTE = Vocabulary.SPECIALS.size();
  static final int FIRST_MERGE = FIRST_BYTE + ByteAlphabet.tokens().size();

  private Subwords() {}

  /**
   * Returns all tokens, specials left out, in the order of ids.
   *
   * @throws IllegalArgumentException if a merge has a part that does not come before it, or makes a
   *     token that another one makes
   */
  static List<String> tokens(List<Merge> merges) {
    List<String> tokens = new ArrayList<>(ByteAlphabet.tokens());
    for (Merge merge : merges) {
      int id = FIRST_BYTE + tokens.size();
      if (!isToken(merge.left(), id) || !isToken(merge.right(), id)) {
        throw new IllegalArgumentException(merge + " of token id " + id);
      }
      tokens.add(tokens.get(merge.left() - FIRST_BYTE) + tokens.get(merge.right() - FIRST_BYTE));
    }
    return tokens;
  }

  private static boolean isToken(int id, int end) {
    return id >= FIRST_BYTE && id < end;
  }
}
