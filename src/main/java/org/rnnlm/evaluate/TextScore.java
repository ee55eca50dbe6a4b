package org.rnnlm.evaluate;

import java.util.List;
import java.util.Map;
import org.rnnlm.text.Text;

/**
 * How good a model's text is, beside its loss.
 *
 * @param topAccuracy by k, the share of a split's tokens that are among the k likeliest after all
 *     the true tokens before them
 * @param nextTokens the likeliest token after all the true ones, against the true one: of words the
 *     word error rate under teacher forcing, of characters the character error rate
 * @param nextCharacters the same in characters: the edits between the texts of the two tokens over
 *     the characters of the true one. END is one character; targets that the vocabulary lacks are
 *     left out, and where the likeliest is the unknown token nothing was written
 * @param completionWords pieces of the split that the model completes, always taking the likeliest
 *     token, aligned with how they really go on: edits of words. Of word models tokens are words,
 *     of others what stands between white space
 * @param completionCharacters the same in characters, of the decoded texts
 * @param completions how many pieces were completed
 */
public record TextScore(
    Map<Integer, Double> topAccuracy,
    ErrorRate nextTokens,
    ErrorRate nextCharacters,
    ErrorRate completionWords,
    ErrorRate completionCharacters,
    long completions) {

  /**
   * What to measure.
   *
   * @param top the k of {@link #topAccuracy}, each at least 1
   * @param completions how many sequences of the split to complete, evenly spread over it; 0 for
   *     none
   * @param promptTokens tokens of a sequence that the model begins with, START not counted; 0 for
   *     the first half
   */
  public record Spec(List<Integer> top, int completions, int promptTokens) {
    public Spec {
      top = List.copyOf(top);
      if (top.stream().anyMatch(k -> k < 1) || completions < 0 || promptTokens < 0) {
        throw new IllegalArgumentException(
            Text.format(
                "top %s, %d completions from %d tokens: at least 1, 0 and 0",
                top, completions, promptTokens));
      }
    }
  }
}
