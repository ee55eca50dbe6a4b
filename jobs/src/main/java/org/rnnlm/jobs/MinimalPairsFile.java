package org.rnnlm.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.score.MinimalPair;

/** Minimal pairs as BLiMP has them: JSON lines with {@code sentence_good, sentence_bad}. */
final class MinimalPairsFile {
  private final Utf8Lines lines;

  MinimalPairsFile(Utf8Lines lines) {
    this.lines = lines;
  }

  /**
   * Returns the next pair; empty after the last.
   *
   * @throws DataException naming file and line if it is none
   */
  Optional<MinimalPair> next() {
    Optional<String> line = lines.next();
    while (line.isPresent() && line.get().isBlank()) {
      line = lines.next();
    }
    return line.map(this::pair);
  }

  private MinimalPair pair(String line) {
    String where = lines.name() + ": line " + lines.number();
    JsonNode fields = Json.tree(line, where);
    return new MinimalPair(
        required(fields, "sentence_good", where),
        required(fields, "sentence_bad", where),
        text(fields, "UID"),
        text(fields, "linguistics_term"),
        text(fields, "field"));
  }

  private static String required(JsonNode fields, String name, String where) {
    return text(fields, name)
        .orElseThrow(
            () ->
                new DataException(
                    where
                        + " has no text '"
                        + name
                        + "'; each line is a JSON object with sentence_good and sentence_bad"));
  }

  private static Optional<String> text(JsonNode fields, String name) {
    return Optional.of(fields.path(name)).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }
}
