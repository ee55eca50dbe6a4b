package org.rnnlm.vectors;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnlm.vocabulary.Vocabulary;

/** Finds the vectors of a vocabulary's tokens among those of a file, line after line. */
final class VectorMatcher {
  private final Vocabulary vocabulary;
  private final int width;
  private final float[] values; // [vocabulary, width]
  private final Map<String, Integer> ids = new HashMap<>();
  private final Map<String, List<Integer>> lowerCase = new HashMap<>();
  private final BitSet exact = new BitSet();
  private final BitSet byLowerCase = new BitSet();
  private long duplicates;

  VectorMatcher(Vocabulary vocabulary, int width) {
    this.vocabulary = vocabulary;
    this.width = width;
    this.values = new float[Math.multiplyExact(vocabulary.size(), width)];
    for (int id = 0; id < vocabulary.size(); id++) {
      if (id != Vocabulary.PADDING && id != Vocabulary.START) {
        String token = TokenEscapes.written(vocabulary, id);
        ids.put(token, id);
        String lower = vocabulary.spec().normalization().of(token.toLowerCase(Locale.ROOT));
        if (!lower.equals(token)) {
          lowerCase.computeIfAbsent(lower, key -> new ArrayList<>()).add(id);
        }
      }
    }
  }

  /**
   * @throws IllegalArgumentException if a value of a vector that is taken is no finite number
   */
  void add(VectorLine line) {
    String token = line.token();
    Integer id = ids.get(token);
    if (id != null && exact.get(id)) {
      duplicates++;
    } else if (id != null) {
      put(id, line.values());
      exact.set(id);
    }
    for (int other : lowerCase.getOrDefault(token, List.of())) {
      if (!exact.get(other) && !byLowerCase.get(other)) {
        put(other, line.values());
        byLowerCase.set(other);
      }
    }
  }

  private void put(int id, float[] vector) {
    System.arraycopy(vector, 0, values, id * width, width);
  }

  PretrainedVectors result(String file, String sha256, long vectors) {
    byLowerCase.andNot(exact);
    BitSet covered = (BitSet) exact.clone();
    covered.or(byLowerCase);
    long tokens = 0;
    long coveredTokens = 0;
    long coveredTypes = 0;
    for (int id = 0; id < vocabulary.size(); id++) {
      boolean special = id <= Vocabulary.END;
      long count = vocabulary.entries().get(id).count();
      tokens += special && id != Vocabulary.UNKNOWN ? 0 : count;
      coveredTokens += !special && covered.get(id) ? count : 0;
      coveredTypes += !special && covered.get(id) ? 1 : 0;
    }
    VectorCoverage coverage =
        new VectorCoverage(
            file,
            sha256,
            width,
            vectors,
            duplicates,
            vocabulary.size() - Vocabulary.END - 1,
            coveredTypes,
            byLowerCase.cardinality(),
            tokens,
            coveredTokens);
    return new PretrainedVectors(vocabulary.size(), values, covered, coverage);
  }
}
