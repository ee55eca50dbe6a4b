package org.rnnlm.shard;

import java.util.Arrays;
import java.util.Optional;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Windows follow each other a stride apart from each article's beginning to its end, so that none
 * is missing and none is there twice, though windows of equal content are.
 */
final class WindowCheck implements SequenceCheck {
  private final SequenceSpec spec;
  private TokenSequence before;

  WindowCheck(SequenceSpec spec) {
    this.spec = spec;
  }

  @Override
  public Optional<String> problem(TokenSequence window) {
    Optional<String> problem =
        hasEndWithin(window)
            ? Optional.of("goes on after the end of an article")
            : SequenceSpec.beginsArticle(window) ? problemAtEnd() : problemAfterBefore(window);
    before = window;
    return problem;
  }

  private static boolean hasEndWithin(TokenSequence window) {
    return Arrays.stream(window.tokens(), 1, window.targets())
        .anyMatch(token -> token == Vocabulary.END);
  }

  @Override
  public Optional<String> problemAtEnd() {
    return before == null || ended(before)
        ? Optional.empty()
        : Optional.of("comes before the end of article " + before.article());
  }

  private static boolean ended(TokenSequence window) {
    return window.tokens()[window.targets()] == Vocabulary.END;
  }

  private Optional<String> problemAfterBefore(TokenSequence window) {
    if (before == null || ended(before) || before.article() != window.article()) {
      return Optional.of("does not begin at the beginning of its article");
    }
    int shared = spec.length() - spec.stride() + 1;
    boolean follows =
        before.targets() == spec.length()
            && window.tokens().length > shared
            && Arrays.equals(
                before.tokens(), spec.stride(), spec.length() + 1, window.tokens(), 0, shared);
    return follows
        ? Optional.empty()
        : Optional.of(
            Text.format("is not the window %d tokens after the one before", spec.stride()));
  }
}
