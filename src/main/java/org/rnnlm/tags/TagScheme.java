package org.rnnlm.tags;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/** How spans of words are written as a tag for each word. */
public enum TagScheme {
  /** They are not: tags are of words by themselves, such as parts of speech. */
  NONE(""),
  /** Words of a span are I; B is the first of a span right behind another one of its type. */
  IOB1("BI"),
  /** The first word of every span is B, the others are I. Also called IOB2. */
  BIO("BI"),
  /** The first word is B, the last E, those between I; the only word of a span is S. */
  BIOES("BIES");

  private final String places;

  TagScheme(String places) {
    this.places = places;
  }

  /**
   * Returns the scheme that a set of tags seems to be of: none unless there is an O, and all others
   * tell a place in a span. IOB1 has the same tags as BIO, and is taken for it.
   */
  public static TagScheme of(Collection<String> tags) {
    boolean spans = tags.contains("O") && tags.size() > 1;
    if (spans && tags.stream().allMatch(BIO::has)) {
      return BIO;
    }
    return spans && tags.stream().allMatch(BIOES::has) ? BIOES : NONE;
  }

  /** Returns whether a tag can be of this scheme. */
  public boolean has(String tag) {
    return this == NONE || SpanTag.isOf(tag, places);
  }

  /** Returns the scheme that tags of this one are brought to: IOB1 becomes BIO. */
  private TagScheme result() {
    return this == IOB1 ? BIO : this;
  }

  /** Returns whether the tags of a sentence break the scheme, such as an I after nothing. */
  public boolean isBrokenBy(List<String> tags) {
    return this != NONE && !write(Span.of(tags), tags.size()).equals(tags);
  }

  /**
   * Returns the tags of a sentence with the same spans in a form that no reader misunderstands:
   * those that break the scheme are repaired, and IOB1 becomes BIO.
   */
  public List<String> form(List<String> tags) {
    return this == NONE ? List.copyOf(tags) : result().write(Span.of(tags), tags.size());
  }

  /**
   * Writes the spans of a sentence.
   *
   * @param spans in order, none over another
   * @param words of the sentence
   */
  List<String> write(List<Span> spans, int words) {
    List<String> tags = new ArrayList<>(Collections.nCopies(words, SpanTag.OUTSIDE.toString()));
    Span before = new Span(words, words + 1, ""); // none
    for (Span span : spans) {
      for (int word = span.from(); word < span.to(); word++) {
        tags.set(word, new SpanTag(place(span, word, before), span.type()).toString());
      }
      before = span;
    }
    return tags;
  }

  private char place(Span span, int word, Span before) {
    boolean first = word == span.from();
    boolean last = word == span.to() - 1;
    return switch (this) {
      case NONE -> throw new IllegalStateException("tags of words by themselves mark no spans");
      case IOB1 -> first && span.follows(before) ? 'B' : 'I';
      case BIO -> first ? 'B' : 'I';
      case BIOES -> first ? (last ? 'S' : 'B') : last ? 'E' : 'I';
    };
  }
}
