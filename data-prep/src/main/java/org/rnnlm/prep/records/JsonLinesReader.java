package org.rnnlm.prep.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnlm.prep.dump.StoredInput;

/** The records of lines that are JSON objects. */
final class JsonLinesReader extends LineRecords {
  private final List<String> asked;
  private JsonFactory json = factory();

  JsonLinesReader(StoredInput file, RecordSpec spec, Range range) {
    super(file, spec, range);
    this.asked = spec.fields();
  }

  /** Texts may be of any length that a line has; other names than those asked for are not kept. */
  static JsonFactory factory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  @Override
  TextRecord parse(byte[] line, String where) {
    try (JsonParser parser = json.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return TextRecord.flawed(where, Flaw.NOT_JSON);
      }
      TextRecord.Fields fields = new TextRecord.Fields();
      List<String> names = new ArrayList<>();
      Set<String> seen = new HashSet<>();
      boolean repeated = false;
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        repeated |= asked.contains(name) && !seen.add(name);
        names.add(name);
        parser.nextToken();
        if (spec.ofTags() && parser.currentToken() == JsonToken.START_ARRAY) {
          readTexts(name, parser, fields);
        } else {
          read(name, parser, fields);
        }
        parser.skipChildren();
      }
      if (parser.nextToken() != null || spec.keepsFields() && !keep(names, line, fields)) {
        return TextRecord.flawed(where, Flaw.NOT_JSON);
      }
      return repeated
          ? TextRecord.flawed(where, Flaw.REPEATED_FIELD, fields.all)
          : TextRecord.of(where, spec, fields);
    } catch (IOException e) { // no JSON, or no UTF-8: a line in memory has no others
      return TextRecord.flawed(where, Flaw.NOT_JSON);
    } catch (IllegalStateException e) { // names made to collide: Jackson's table of them is spoilt
      json = factory();
      return TextRecord.flawed(where, Flaw.NOT_JSON);
    }
  }

  /**
   * Returns whether the line is text all through, which the parser need not have looked at. It also
   * guesses UTF-16, whose zeros are no JSON.
   */
  private static boolean keep(List<String> names, byte[] line, TextRecord.Fields fields) {
    Optional<String> text = Utf8.decoded(line).filter(object -> object.indexOf('\0') < 0);
    text.ifPresent(object -> fields.all = JsonFields.of(names, object));
    return text.isPresent();
  }

  /** Reads a list; one that holds something else than texts is none of words or tags. */
  private void readTexts(String name, JsonParser parser, TextRecord.Fields fields)
      throws IOException {
    boolean words = name.equals(spec.textField());
    if (!words && !name.equals(spec.tagField())) {
      return;
    }
    List<String> texts = new ArrayList<>();
    boolean other = false;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      other |= parser.currentToken() != JsonToken.VALUE_STRING;
      texts.add(parser.getText());
      parser.skipChildren();
    }
    if (words) {
      fields.words = other ? null : texts;
      fields.otherText = other;
    } else {
      fields.tags = other ? null : texts;
    }
  }

  private void read(String name, JsonParser parser, TextRecord.Fields fields) throws IOException {
    JsonToken value = parser.currentToken();
    if (name.equals(spec.textField())) {
      fields.text = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      fields.otherText = fields.text == null && value != JsonToken.VALUE_NULL;
    }
    if (spec.ofPairs() && name.equals(spec.targetField())) {
      fields.target = value == JsonToken.VALUE_STRING ? parser.getText() : null;
      fields.otherTarget = fields.target == null && value != JsonToken.VALUE_NULL;
    }
    boolean named = value == JsonToken.VALUE_STRING || value == JsonToken.VALUE_NUMBER_INT;
    if (spec.hasId() && name.equals(spec.idField())) {
      fields.id = named ? parser.getText() : null;
    }
    if (spec.hasLabel() && name.equals(spec.labelField())) {
      fields.label = named || value.isBoolean() ? parser.getText() : null;
    }
    if (spec.hasSplit() && name.equals(spec.splitField())) {
      fields.split = value == JsonToken.VALUE_STRING ? parser.getText() : null;
    }
    if (spec.hasTitle() && name.equals(spec.titleField())) {
      fields.title = named ? parser.getText() : null;
    }
  }
}
