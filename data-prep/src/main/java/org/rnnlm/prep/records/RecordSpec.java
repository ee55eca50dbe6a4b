package org.rnnlm.prep.records;

import java.io.Serializable;

/**
 * What is read of a record.
 *
 * @param textField the field that holds the text, on the record's first level
 * @param idField the one that holds its id, a whole number or a text; empty where there is none
 * @param titleField the one that reports call it by; empty where there is none
 * @param labelField the one that holds its class; empty where texts have none
 * @param textCharacters records with a longer text are flawed, in UTF-16 code units
 * @param targetField of pairs the one that holds the target, the text being the source; empty where
 *     there are none
 */
public record RecordSpec(
    String textField,
    String idField,
    String titleField,
    String labelField,
    int textCharacters,
    String targetField)
    implements Serializable {

  public RecordSpec {
    if (textField.isEmpty()) {
      throw new IllegalArgumentException("the text field has no name");
    }
    if (textCharacters < 1) {
      throw new IllegalArgumentException("text characters " + textCharacters);
    }
  }

  /** Of single texts without classes. */
  public RecordSpec(String textField, String idField, String titleField, int textCharacters) {
    this(textField, idField, titleField, "", textCharacters, "");
  }

  /** The same fields, and the one of a class. */
  public RecordSpec withLabel(String field) {
    return new RecordSpec(textField, idField, titleField, field, textCharacters, targetField);
  }

  /** The same fields, the text a source, and the one of its target. */
  public RecordSpec withTarget(String field) {
    return new RecordSpec(textField, idField, titleField, labelField, textCharacters, field);
  }

  /** The same of records that have neither ids nor titles. */
  RecordSpec withoutNames() {
    return new RecordSpec(textField, "", "", "", textCharacters, targetField);
  }

  boolean ofPairs() {
    return !targetField.isEmpty();
  }

  boolean hasLabel() {
    return !labelField.isEmpty();
  }

  boolean hasId() {
    return !idField.isEmpty();
  }

  boolean hasTitle() {
    return !titleField.isEmpty();
  }
}
