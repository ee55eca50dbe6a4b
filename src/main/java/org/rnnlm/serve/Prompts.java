package org.rnnlm.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads what texts begin with: a string or several, a list of token ids or several. */
final class Prompts {
  private static final String NAME = "prompt";

  private Prompts() {}

  /**
   * @param most prompts
   */
  static List<int[]> of(JsonNode given, ServedModel model, int most) {
    if (given.isTextual()) {
      return List.of(model.encode(given.textValue(), NAME));
    }
    if (!given.isArray() || given.isEmpty()) {
      throw wrong();
    }
    if (given.get(0).isNumber()) {
      return List.of(tokens(given, model));
    }
    if (given.size() > most) {
      throw Refusal.of(NAME, given.size() + " prompts are too many; " + most + " is the limit");
    }
    List<int[]> prompts = new ArrayList<>();
    for (JsonNode one : given) {
      if (one.isTextual()) {
        prompts.add(model.encode(one.textValue(), NAME));
      } else if (one.isArray()) {
        prompts.add(tokens(one, model));
      } else {
        throw wrong();
      }
    }
    return prompts;
  }

  private static int[] tokens(JsonNode given, ServedModel model) {
    int[] tokens = new int[given.size()];
    for (int i = 0; i < tokens.length; i++) {
      if (!given.get(i).isInt()) {
        throw wrong();
      }
      tokens[i] = given.get(i).intValue();
    }
    return model.checked(tokens, NAME);
  }

  private static Refusal wrong() {
    return Refusal.of(
        NAME,
        "prompt must be a text, a list of texts, a list of token ids or a list of such lists");
  }
}
