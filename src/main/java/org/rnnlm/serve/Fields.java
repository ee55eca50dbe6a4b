package org.rnnlm.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;

/**
 * The fields of a request's JSON object, each read with its type and range. Null counts as none.
 */
final class Fields {
  private final JsonNode object;
  private final Set<String> read = new TreeSet<>();

  private Fields(JsonNode object) {
    this.object = object;
  }

  /** Reads a body. */
  static Fields of(String body) {
    JsonNode tree;
    try {
      tree = Json.tree(body, "the body");
    } catch (DataException e) {
      throw Refusal.of("", "the body is no JSON: " + e.getMessage());
    }
    if (!tree.isObject()) {
      throw Refusal.of("", "the body must be a JSON object");
    }
    return new Fields(tree);
  }

  Optional<JsonNode> any(String name) {
    read.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  int integer(String name, int standard, int least, int most) {
    return (int) longInteger(name, least, most).orElse((long) standard).longValue();
  }

  Optional<Long> longInteger(String name, long least, long most) {
    Optional<JsonNode> value = any(name);
    value.ifPresent(
        given -> {
          boolean whole =
              given.isNumber() && given.canConvertToExactIntegral() && given.canConvertToLong();
          if (!whole || given.longValue() < least || given.longValue() > most) {
            throw Refusal.of(name, name + " must be a whole number from " + least + " to " + most);
          }
        });
    return value.map(JsonNode::longValue);
  }

  double decimal(String name, double standard, double least, double most) {
    Optional<JsonNode> value = any(name);
    value.ifPresent(
        given -> {
          boolean within =
              given.isNumber() && given.doubleValue() >= least && given.doubleValue() <= most;
          if (!within) {
            throw Refusal.of(name, name + " must be a number from " + least + " to " + most);
          }
        });
    return value.map(JsonNode::doubleValue).orElse(standard);
  }

  boolean flag(String name) {
    Optional<JsonNode> value = any(name);
    if (value.isPresent() && !value.get().isBoolean()) {
      throw Refusal.of(name, name + " must be true or false");
    }
    return value.isPresent() && value.get().booleanValue();
  }

  Optional<String> text(String name) {
    Optional<JsonNode> value = any(name);
    if (value.isPresent() && !value.get().isTextual()) {
      throw Refusal.of(name, name + " must be a text");
    }
    return value.map(JsonNode::textValue);
  }

  /** Refuses what this server does not do, unless it is asked for in the way that does nothing. */
  void neutral(String name, double nothing) {
    boolean asks = any(name).filter(value -> !isNeutral(value, nothing)).isPresent();
    if (asks) {
      throw Refusal.of(name, name + " is not supported by this server");
    }
  }

  private static boolean isNeutral(JsonNode value, double nothing) {
    return switch (value.getNodeType()) {
      case ARRAY, OBJECT -> value.isEmpty();
      case STRING -> value.textValue().isEmpty();
      case NUMBER -> value.doubleValue() == nothing;
      case BOOLEAN, BINARY, MISSING, NULL, POJO -> false;
    };
  }

  /** Refuses fields that nobody has asked for. */
  void finish() {
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!read.contains(name)) {
        String shown = name.length() > 80 ? name.substring(0, 80) + "…" : name;
        throw Refusal.of(shown, "unknown parameter '" + shown + "'; known are " + read);
      }
    }
  }
}
