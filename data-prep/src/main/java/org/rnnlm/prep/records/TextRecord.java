package org.rnnlm.prep.records;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnlm.shard.Split;

/**
 * A record of an input file.
 *
 * @param where file and place in it, for people
 * @param flaw what is wrong with it; a flawed record has no text
 * @param id as it is written; empty where there is none
 * @param title empty where there is none
 * @param label as it is written; empty where none is asked for
 * @param split that it goes to, where it says so itself
 * @param text well-formed: an unpaired surrogate has become U+FFFD
 * @param fields all of the record's, where they are kept
 */
public record TextRecord(
    String where,
    Flaw flaw,
    String id,
    String title,
    String label,
    Optional<Split> split,
    String text,
    RowFields fields) {

  /** Makes a record whose fields are not kept, and which says nothing of a split. */
  public TextRecord(String where, Flaw flaw, String id, String title, String label, String text) {
    this(where, flaw, id, title, label, Optional.empty(), text, RowFields.NONE);
  }

  /** Makes a record of no class. */
  public TextRecord(String where, Flaw flaw, String id, String title, String text) {
    this(where, flaw, id, title, "", text);
  }

  static TextRecord flawed(String where, Flaw flaw) {
    return flawed(where, flaw, RowFields.NONE);
  }

  static TextRecord flawed(String where, Flaw flaw, RowFields fields) {
    return new TextRecord(where, flaw, "", "", "", Optional.empty(), "", fields);
  }

  /** Returns the record, or a flawed one if a field that is asked for is missing. */
  static TextRecord of(String where, RecordSpec spec, Fields fields) {
    if (spec.ofTags()) {
      return ofTags(where, spec, fields);
    }
    if (fields.text == null) {
      return flawed(where, fields.otherText ? Flaw.NOT_TEXT : Flaw.MISSING_TEXT, fields.all);
    }
    if (spec.ofPairs() && fields.target == null) {
      return flawed(where, fields.otherTarget ? Flaw.NOT_TEXT : Flaw.MISSING_TEXT, fields.all);
    }
    if (spec.hasId() && (fields.id == null || fields.id.isEmpty())) {
      return flawed(where, Flaw.MISSING_ID, fields.all);
    }
    if (spec.hasLabel() && (fields.label == null || fields.label.isBlank())) {
      return flawed(where, Flaw.MISSING_LABEL, fields.all);
    }
    Optional<Split> split = spec.hasSplit() ? split(fields.split) : Optional.empty();
    if (spec.hasSplit() && split.isEmpty()) {
      return flawed(where, Flaw.MISSING_SPLIT, fields.all);
    }
    int length = fields.text.length() + (spec.ofPairs() ? fields.target.length() : 0);
    if (length > spec.textCharacters()) {
      return flawed(where, Flaw.TOO_LARGE, fields.all);
    }
    return whole(
        where,
        fields,
        split,
        spec.ofPairs()
            ? PairText.join(wellFormed(fields.text), wellFormed(fields.target))
            : wellFormed(fields.text));
  }

  private static TextRecord whole(String where, Fields fields, Optional<Split> split, String text) {
    return new TextRecord(
        where,
        Flaw.NONE,
        fields.id == null ? "" : fields.id,
        fields.title == null ? "" : fields.title,
        fields.label == null ? "" : fields.label.strip(),
        split,
        text,
        fields.all);
  }

  private static TextRecord ofTags(String where, RecordSpec spec, Fields fields) {
    if (fields.words == null) {
      return flawed(
          where,
          fields.otherText || fields.text != null ? Flaw.NOT_TEXT : Flaw.MISSING_TEXT,
          fields.all);
    }
    if (fields.tags == null) {
      return flawed(where, Flaw.MISSING_TAGS, fields.all);
    }
    if (spec.hasId() && (fields.id == null || fields.id.isEmpty())) {
      return flawed(where, Flaw.MISSING_ID, fields.all);
    }
    Optional<Split> split = spec.hasSplit() ? split(fields.split) : Optional.empty();
    if (spec.hasSplit() && split.isEmpty()) {
      return flawed(where, Flaw.MISSING_SPLIT, fields.all);
    }
    if (fields.words.size() != fields.tags.size()) {
      return flawed(where, Flaw.TAG_COUNT, fields.all);
    }
    if (Stream.concat(fields.words.stream(), fields.tags.stream()).anyMatch(String::isBlank)) {
      return flawed(where, Flaw.EMPTY_CELL, fields.all);
    }
    String text = wellFormed(TaggedText.join(fields.words, fields.tags));
    return text.length() > spec.textCharacters()
        ? flawed(where, Flaw.TOO_LARGE, fields.all)
        : whole(where, fields, split, text);
  }

  /** What was found of a record so far; null is what was not. */
  static final class Fields {
    String text;
    boolean otherText; // the text field holds something else
    List<String> words; // of a sentence with tags
    List<String> tags;
    String target;
    boolean otherTarget;
    String id;
    String title;
    String label;
    String split;
    RowFields all = RowFields.NONE;
  }

  private static Optional<Split> split(String named) {
    return switch (named == null ? "" : named) {
      case "train" -> Optional.of(Split.TRAIN);
      case "valid", "validation" -> Optional.of(Split.VALID);
      case "test" -> Optional.of(Split.TEST);
      default -> Optional.empty();
    };
  }

  private static String wellFormed(String text) {
    int i = 0;
    while (i < text.length() && !Character.isSurrogate(text.charAt(i))) {
      i++;
    }
    if (i == text.length()) {
      return text;
    }
    StringBuilder formed = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c)
        .forEach(formed::appendCodePoint);
    return formed.toString();
  }
}
