package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.evaluate.ErrorRate;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;

/** Shows a {@link TextScore} to a person, and to programs. */
final class TextMetrics {
  private TextMetrics() {}

  /** Prints it; the fields of the line of JSON. */
  static Map<String, Object> show(TextScore score, TextScore.Spec spec, TokenKind kind) {
    System.out.print(
        Text.format(
            "top-k      %s of the tokens among the k likeliest%n",
            score.topAccuracy().entrySet().stream()
                .map(
                    entry -> Text.format("k = %d: %.2f %%", entry.getKey(), 100 * entry.getValue()))
                .collect(Collectors.joining(", "))));
    System.out.print(
        Text.format(
            "next token %s error rate %.2f %%%s, the likeliest against the true one%n",
            kind == TokenKind.WORDS ? "word" : "token",
            100 * score.nextTokens().rate(),
            characters(score.nextCharacters())));
    if (score.completions() > 0) {
      System.out.print(
          Text.format(
              "completion word error rate %.2f %%%s, of %,d completed from their first %s by the likeliest tokens%n",
              100 * score.completionWords().rate(),
              characters(score.completionCharacters()),
              score.completions(),
              spec.promptTokens() == 0 ? "halves" : spec.promptTokens() + " tokens"));
    }
    return fields(score);
  }

  private static String characters(ErrorRate rate) {
    return Text.format(", character error rate %.2f %%", 100 * rate.rate());
  }

  private static Map<String, Object> fields(TextScore score) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("topAccuracy", score.topAccuracy());
    fields.put("nextTokenErrorRate", score.nextTokens().rate());
    fields.put("nextCharacterErrorRate", score.nextCharacters().rate());
    fields.put("completions", score.completions());
    if (score.completions() > 0) {
      fields.put("completionWordErrorRate", score.completionWords().rate());
      fields.put("completionCharacterErrorRate", score.completionCharacters().rate());
    }
    return fields;
  }
}
