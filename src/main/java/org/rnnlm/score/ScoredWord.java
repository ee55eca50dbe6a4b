package org.rnnlm.score;

import java.util.List;

/**
 * A word of a text, as a model takes it: what stands between white space, the white space before it
 * included, however many tokens that is. Its surprisal is the sum of theirs, so that all words of a
 * text have the text's. The space is the following word's, as in most of the literature on reading;
 * Oh and Schuler (arXiv 2406.10851) and Pimentel and Meister (arXiv 2406.14561) tell what that
 * means: how likely a word is to end is part of the next one's surprisal.
 *
 * @param text without the white space around it
 * @param nats the sum of its tokens' surprisals
 * @param entropy of the model's distribution before its first token; NaN where not asked for
 * @param tokens that it is made of
 */
public record ScoredWord(String text, double nats, double entropy, List<ScoredToken> tokens) {
  public ScoredWord {
    tokens = List.copyOf(tokens);
  }

  /** Returns whether the vocabulary lacks one of its tokens. */
  public boolean isUnknown() {
    return tokens.stream().anyMatch(ScoredToken::isUnknown);
  }
}
