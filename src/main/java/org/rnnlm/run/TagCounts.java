package org.rnnlm.run;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnlm.tags.Span;

/**
 * How right predicted tags are, word by word, and span by span as conlleval counts them.
 *
 * @param words that have a tag
 * @param right words of which it was predicted
 * @param spans by type; none where tags mark no spans
 */
public record TagCounts(long words, long right, SortedMap<String, SpanCount> spans)
    implements Serializable {
  /** The counts of nothing. */
  public static final TagCounts NONE = new TagCounts(0, 0, Collections.emptySortedMap());

  public TagCounts {
    spans = Collections.unmodifiableSortedMap(new TreeMap<>(spans));
    if (right < 0 || right > words) {
      throw new IllegalArgumentException(right + " of " + words + " words are right");
    }
  }

  /** Counts the words of a sentence alone. */
  public static TagCounts ofWords(List<String> actual, List<String> predicted) {
    if (actual.size() != predicted.size()) {
      throw new IllegalArgumentException(
          actual.size() + " tags, and " + predicted.size() + " predicted ones");
    }
    int right = 0;
    for (int word = 0; word < actual.size(); word++) {
      right += actual.get(word).equals(predicted.get(word)) ? 1 : 0;
    }
    return new TagCounts(actual.size(), right, Collections.emptySortedMap());
  }

  /** Counts the words of a sentence, and the spans that their tags mark. */
  public static TagCounts ofSpans(List<String> actual, List<String> predicted) {
    TagCounts words = ofWords(actual, predicted);
    SortedMap<String, SpanCount> spans = new TreeMap<>();
    Set<Span> there = new HashSet<>(Span.of(actual));
    Set<Span> found = new LinkedHashSet<>(Span.of(predicted));
    for (Span span : there) {
      boolean right = found.remove(span);
      spans.merge(span.type(), new SpanCount(1, right ? 1 : 0, right ? 1 : 0), SpanCount::plus);
    }
    for (Span span : found) {
      spans.merge(span.type(), new SpanCount(0, 1, 0), SpanCount::plus);
    }
    return new TagCounts(words.words, words.right, spans);
  }

  /** Returns the counts of both together. */
  public TagCounts plus(TagCounts other) {
    SortedMap<String, SpanCount> all = new TreeMap<>(spans);
    other.spans.forEach((type, count) -> all.merge(type, count, SpanCount::plus));
    return new TagCounts(words + other.words, right + other.right, all);
  }

  /** Share of the words whose tag was predicted; 0 if there are none. */
  public double accuracy() {
    return words == 0 ? 0 : (double) right / words;
  }

  /** Returns the spans of all types together. */
  public SpanCount all() {
    return spans.values().stream().reduce(SpanCount.NONE, SpanCount::plus);
  }
}
