package org.rnnlm.score;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Piece;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.Vocabulary;

/** Puts tokens together to the words that they are of. */
final class WordSums {
  private final Codec codec;
  private final boolean subwords;

  WordSums(Vocabulary vocabulary) {
    this.codec = new Codec(vocabulary);
    this.subwords = vocabulary.spec().kind() == TokenKind.SUBWORDS;
  }

  /** Returns a text's words in order, its END the last one, with the white space before it. */
  List<ScoredWord> of(ScoredText text) {
    List<ScoredWord> words = new ArrayList<>();
    List<ScoredToken> word = new ArrayList<>();
    boolean space = true; // nothing but white space so far
    for (ScoredToken token : text.tokens()) {
      boolean begins = token.isEnd() || token.piece().beginsWithSpace();
      if (begins && !space) {
        words.add(word(word));
        word = new ArrayList<>();
      }
      space = (begins || space) && token.piece().isSpace();
      word.add(token);
    }
    words.add(word(word));
    return words;
  }

  private ScoredWord word(List<ScoredToken> tokens) {
    double nats = 0;
    StringBuilder text = new StringBuilder();
    for (ScoredToken token : tokens) {
      nats += token.nats();
      text.append(token.text());
    }
    String whole =
        subwords && !tokens.get(tokens.size() - 1).isEnd()
            ? codec.decode(tokens.stream().mapToInt(token -> token.piece().id()).toArray())
            : text.toString(); // bytes of one character may be in two subwords
    return new ScoredWord(new Piece(0, whole).stripped(), nats, tokens.get(0).entropy(), tokens);
  }
}
