package org.rnnlm.serve;

import java.util.List;
import java.util.Optional;

/**
 * A piece of an answer, as soon as it is there.
 *
 * @param choice which text it is of
 * @param text what follows in it
 * @param logs the tokens of that, where they were asked for
 * @param written tokens that were written since the piece before
 * @param finish why the text is over, with its last piece
 * @param refusal why it gets no further piece
 */
record AnswerPart(
    int choice,
    String text,
    List<TokenLog> logs,
    int written,
    Optional<String> finish,
    Optional<Refusal> refusal) {

  static AnswerPart failed(Refusal why) {
    return new AnswerPart(0, "", List.of(), 0, Optional.empty(), Optional.of(why));
  }

  /** Returns whether nothing of the text follows. */
  boolean isLast() {
    return finish.isPresent() || refusal.isPresent();
  }
}
