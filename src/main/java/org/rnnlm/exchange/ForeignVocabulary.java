package org.rnnlm.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * The vocabulary of another program's model, brought to rnnlm's order, in which the specials come
 * first: what they are called there tells them.
 *
 * @param vocabulary with rnnlm's ids
 * @param rows for each of those ids its id there, or -1 of a special that is not there
 */
record ForeignVocabulary(Vocabulary vocabulary, int[] rows) {
  static final int NONE = -1;

  /** What padding, unknown, START and END are called. */
  private static final List<List<String>> SPECIALS =
      List.of(
          List.of("<pad>", "[pad]", "<padding>"),
          List.of("<unk>", "[unk]", "<unknown>", "<oov>"),
          List.of("<start>", "<s>", "<sos>", "<bos>", "[bos]"),
          List.of("<end>", "<eos>", "</s>", "[eos]"));

  /**
   * Reads a {@code vocabulary.tsv}, a list of a token a line, or JSON: a list, or ids by token.
   *
   * @param spec how text is cut into such tokens, where the file does not tell
   * @param origin the file, for messages
   * @throws DataException if it is none of these, or a token occurs twice
   */
  static ForeignVocabulary parse(String text, TokenSpec spec, String origin) {
    if (text.startsWith("#rnnlm-vocabulary")) {
      Vocabulary vocabulary = VocabularyFile.parse(text, origin);
      return new ForeignVocabulary(vocabulary, IntStream.range(0, vocabulary.size()).toArray());
    }
    String start = text.stripLeading();
    List<String> tokens =
        start.startsWith("{") || isJsonList(start)
            ? ofJson(Json.tree(text, origin), origin)
            : text.lines().toList();
    return of(tokens, spec, origin);
  }

  /** A list of tokens may begin with a bracket too, but is no JSON then. */
  private static boolean isJsonList(String text) {
    return text.startsWith("[") && Json.isWhole(text);
  }

  private static List<String> ofJson(JsonNode json, String origin) {
    if (json.isArray()) {
      List<String> tokens = new ArrayList<>();
      json.forEach(token -> tokens.add(token.asText()));
      return tokens;
    }
    String[] tokens = new String[json.size()];
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      int id = entry.getValue().canConvertToInt() ? entry.getValue().asInt() : NONE;
      if (id < 0 || id >= tokens.length || tokens[id] != null) {
        throw new DataException(
            Text.format(
                "%s: token '%s' has id %s; %d tokens have the ids 0 to %d, each once",
                origin, entry.getKey(), entry.getValue(), tokens.length, tokens.length - 1));
      }
      tokens[id] = entry.getKey();
    }
    return Arrays.asList(tokens);
  }

  private static ForeignVocabulary of(List<String> tokens, TokenSpec spec, String origin) {
    List<Integer> rows = new ArrayList<>();
    boolean[] special = new boolean[tokens.size()];
    for (List<String> names : SPECIALS) {
      OptionalInt row = find(names, tokens, origin);
      row.ifPresent(id -> special[id] = true);
      rows.add(row.orElse(NONE));
    }
    List<String> others = new ArrayList<>();
    for (int id = 0; id < special.length; id++) {
      if (!special[id]) {
        rows.add(id);
        others.add(tokens.get(id));
      }
    }
    try {
      Vocabulary vocabulary = Vocabulary.ofTokens(spec, others);
      return new ForeignVocabulary(vocabulary, rows.stream().mapToInt(Integer::intValue).toArray());
    } catch (IllegalArgumentException e) {
      throw new DataException(origin + ": " + e.getMessage(), e);
    }
  }

  private static OptionalInt find(List<String> names, List<String> tokens, String origin) {
    OptionalInt found = OptionalInt.empty();
    for (int id = 0; id < tokens.size(); id++) {
      String token = tokens.get(id);
      if (names.stream().anyMatch(name -> name.equalsIgnoreCase(token))) {
        if (found.isPresent()) {
          throw new DataException(
              Text.format(
                  "%s has both '%s' and '%s', which mean the same",
                  origin, tokens.get(found.getAsInt()), token));
        }
        found = OptionalInt.of(id);
      }
    }
    return found;
  }

  /** Returns how many ids there are there. */
  int foreignSize() {
    return (int) Arrays.stream(rows).filter(row -> row != NONE).count();
  }

  /** Returns the specials that are not there, by rnnlm's names. */
  List<String> missing() {
    List<String> missing = new ArrayList<>();
    for (int id = 0; id <= Vocabulary.END; id++) {
      if (rows[id] == NONE) {
        missing.add(vocabulary.token(id));
      }
    }
    return missing;
  }
}
