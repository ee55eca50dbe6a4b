package org.rnnlm.prep.records;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

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
 * @param splitField the one that says which split it goes to; empty where that follows from the id
 * @param tagField of sentences of words the one that holds a tag for each word, the text field
 *     holding the words; empty where there are none
 * @param keepsFields whether records come with all their fields, those not asked for among them
 */
public record RecordSpec(
    String textField,
    String idField,
    String titleField,
    String labelField,
    int textCharacters,
    String targetField,
    String splitField,
    String tagField,
    boolean keepsFields)
    implements Serializable {

  /** What stands for the field that a format has words in, or tags, if nothing else is said. */
  public static final String AUTO = "auto";

  public RecordSpec {
    if (textField.isEmpty()) {
      throw new IllegalArgumentException("the text field has no name");
    }
    if (textCharacters < 1) {
      throw new IllegalArgumentException("text characters " + textCharacters);
    }
  }

  /** Makes the specification of single texts without classes. */
  public RecordSpec(String textField, String idField, String titleField, int textCharacters) {
    this(textField, idField, titleField, "", textCharacters, "", "", "", false);
  }

  /** Returns these fields, and the one of a class. */
  public RecordSpec withLabel(String field) {
    return new RecordSpec(
        textField,
        idField,
        titleField,
        field,
        textCharacters,
        targetField,
        splitField,
        tagField,
        keepsFields);
  }

  /** Returns these fields, the text a source, and the one of its target. */
  public RecordSpec withTarget(String field) {
    return new RecordSpec(
        textField,
        idField,
        titleField,
        labelField,
        textCharacters,
        field,
        splitField,
        tagField,
        keepsFields);
  }

  /** Returns these fields, the text's holding words, and the one of their tags. */
  public RecordSpec withTags(String field) {
    return new RecordSpec(
        textField,
        idField,
        titleField,
        labelField,
        textCharacters,
        targetField,
        splitField,
        field,
        keepsFields);
  }

  /** Returns these fields, and the one of a split. */
  public RecordSpec withSplit(String field) {
    return new RecordSpec(
        textField,
        idField,
        titleField,
        labelField,
        textCharacters,
        targetField,
        field,
        tagField,
        keepsFields);
  }

  /** Returns these fields, and all others beside them. */
  public RecordSpec withFields() {
    return new RecordSpec(
        textField,
        idField,
        titleField,
        labelField,
        textCharacters,
        targetField,
        splitField,
        tagField,
        true);
  }

  /** Returns these fields for records that have neither ids nor titles. */
  RecordSpec withoutNames() {
    return new RecordSpec(
        textField, "", "", "", textCharacters, targetField, "", tagField, keepsFields);
  }

  /** Returns the fields that are asked for, each once. */
  public List<String> fields() {
    return Stream.of(textField, targetField, tagField, idField, titleField, labelField, splitField)
        .filter(name -> !name.isEmpty())
        .distinct()
        .toList();
  }

  /** Returns the settings that name the fields that are asked for. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>();
    settings.add(ofPairs() ? "source-field" : ofTags() ? "words-field" : "text-field");
    if (ofTags()) {
      settings.add("tags-field");
    }
    if (ofPairs()) {
      settings.add("target-field");
    }
    if (hasId()) {
      settings.add("id-field");
    }
    if (hasTitle()) {
      settings.add("title-field");
    }
    if (hasLabel()) {
      settings.add("label-field");
    }
    if (hasSplit()) {
      settings.add("split-field");
    }
    return settings;
  }

  /** Returns these fields, those of words and tags by given names where {@link #AUTO} is asked. */
  RecordSpec naming(String words, String tags) {
    return new RecordSpec(
        textField.equals(AUTO) ? words : textField,
        idField,
        titleField,
        labelField,
        textCharacters,
        targetField,
        splitField,
        tagField.equals(AUTO) ? tags : tagField,
        keepsFields);
  }

  /** Returns a specification with this limit and one field alone, whatever it is for. */
  public RecordSpec of(String field) {
    return new RecordSpec(field, "", "", textCharacters);
  }

  boolean ofPairs() {
    return !targetField.isEmpty();
  }

  /** Returns whether records are sentences of words with a tag each. */
  public boolean ofTags() {
    return !tagField.isEmpty();
  }

  boolean hasLabel() {
    return !labelField.isEmpty();
  }

  /** Returns whether records say themselves which split they go to. */
  public boolean hasSplit() {
    return !splitField.isEmpty();
  }

  boolean hasId() {
    return !idField.isEmpty();
  }

  boolean hasTitle() {
    return !titleField.isEmpty();
  }
}
