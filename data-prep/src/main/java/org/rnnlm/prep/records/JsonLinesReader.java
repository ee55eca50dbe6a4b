package org.rnnlm.prep.records;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
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

  /** Returns whether the line is text all through, of which the parser need not have looked at. */
  private static boolean keep(List<String> names, byte[] line, TextRecord.Fields fields) {
    Optional<String> text = Utf8.decoded(line);
    text.ifPresent(object -> fields.all = JsonFields.of(names, object));
    return text.isPresent();
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
    if (spec.hasTitle() && name.equals(spec.titleField())) {
      fields.title = named ? parser.getText() : null;
    }
  }
}
