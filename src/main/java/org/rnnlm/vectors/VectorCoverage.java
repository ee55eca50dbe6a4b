package org.rnnlm.vectors;

import org.rnnlm.text.Text;

/**
 * What a file of vectors has for a vocabulary; {@code vectors.json} of a run.
 *
 * @param file where it is
 * @param sha256 of the file as it is stored
 * @param width values of a vector
 * @param vectors in the file
 * @param duplicates vectors of tokens that had one already, which were not looked at
 * @param types tokens of the vocabulary, the specials left out
 * @param coveredTypes those of them that have a vector
 * @param byLowerCase those of them that have the vector of their lower-case form
 * @param tokens of the training split
 * @param coveredTokens those of them whose type has a vector
 */
public record VectorCoverage(
    String file,
    String sha256,
    int width,
    long vectors,
    long duplicates,
    long types,
    long coveredTypes,
    long byLowerCase,
    long tokens,
    long coveredTokens) {

  /** For people: {@code 8,012 of 9,000 types (89.0 %), 96.3 % of the training tokens}. */
  public String summary() {
    return Text.format(
        "%,d of %,d types (%.1f %%; %,d by their lower-case form), %.1f %% of the training tokens",
        coveredTypes,
        types,
        100.0 * coveredTypes / types,
        byLowerCase,
        100.0 * coveredTokens / tokens);
  }
}
