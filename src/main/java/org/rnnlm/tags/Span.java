package org.rnnlm.tags;

import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of words that are one thing, such as a name.
 *
 * @param from first word
 * @param to one past the last one
 * @param type of the thing; empty where tags tell none
 */
public record Span(int from, int to, String type) {
  public Span {
    if (from < 0 || to <= from) {
      throw new IllegalArgumentException("a span from word " + from + " to before " + to);
    }
  }

  /**
   * Reads the spans of a sentence as conlleval does, the program of the CoNLL shared tasks (Tjong
   * Kim Sang and Buchholz, 2000), whichever of the schemes its tags are of and however broken they
   * are: a span begins with B or S, with what follows O, E or S, and where the type changes.
   *
   * @param tags of all words, in order
   * @return the spans in order, which do not overlap
   */
  public static List<Span> of(List<String> tags) {
    List<Span> spans = new ArrayList<>();
    SpanTag before = SpanTag.OUTSIDE;
    int from = -1; // of the span that is open, if one is
    for (int word = 0; word <= tags.size(); word++) {
      SpanTag tag = word < tags.size() ? SpanTag.of(tags.get(word)) : SpanTag.OUTSIDE;
      boolean begins = tag.beginsAfter(before);
      if (from >= 0 && (begins || tag.isOutside())) {
        spans.add(new Span(from, word, before.type()));
        from = -1;
      }
      from = begins ? word : from;
      before = tag;
    }
    return spans;
  }

  /** Returns whether this stands right behind another span of its type. */
  boolean follows(Span before) {
    return before.to == from && before.type.equals(type);
  }
}
