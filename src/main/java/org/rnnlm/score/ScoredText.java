package org.rnnlm.score;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.vocabulary.Piece;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A text as a model takes it.
 *
 * @param tokens all of its tokens in order, the last one its END
 * @param characters Unicode code points of the text, and one for its END
 */
public record ScoredText(List<ScoredToken> tokens, long characters) {
  private static final Piece END = new Piece(Vocabulary.END, "");

  public ScoredText {
    tokens = List.copyOf(tokens);
  }

  static ScoredText of(String text, List<Piece> pieces, Reading reading) {
    List<ScoredToken> tokens = new ArrayList<>(pieces.size() + 1);
    for (int i = 0; i <= pieces.size(); i++) {
      tokens.add(
          new ScoredToken(
              i < pieces.size() ? pieces.get(i) : END, reading.nats()[i], reading.entropies()[i]));
    }
    return new ScoredText(tokens, text.codePointCount(0, text.length()) + 1L);
  }

  /** Returns the sums over its tokens, END included. */
  public TextTotals totals() {
    double nats = 0;
    long unknown = 0;
    for (ScoredToken token : tokens) {
      nats += token.nats();
      unknown += token.isUnknown() ? 1 : 0;
    }
    return new TextTotals(nats, tokens.size(), unknown, characters);
  }
}
