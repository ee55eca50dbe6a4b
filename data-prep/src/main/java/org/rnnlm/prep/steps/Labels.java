package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.TaggedText;
import org.rnnlm.tags.TagScheme;
import org.rnnlm.text.Text;

/**
 * What texts are labelled with, or words tagged.
 *
 * @param names of the classes or tags, in the order of their ids; none where there are neither
 * @param scheme of tags; of texts none
 */
record Labels(List<String> names, TagScheme scheme) implements Serializable {
  private static final int NAMED = 3;

  Labels {
    names = List.copyOf(names);
  }

  /**
   * Returns those of a corpus: all that kept documents have, in the order of their names, or those
   * of a model that they are to fit.
   *
   * @throws DataException if they are too few or too many, or break their scheme where that is
   *     refused
   */
  static Labels of(JavaRDD<Document> documents, PrepareSpec spec) {
    return switch (spec.sequences().mode()) {
      case STREAM, SENTENCE, WINDOW, PAIR -> new Labels(List.of(), TagScheme.NONE);
      case LABELLED ->
          new Labels(
              spec.vocabulary()
                  .map(given -> Classes.of(documents, given))
                  .orElseGet(() -> Classes.of(documents)),
              TagScheme.NONE);
      case TAGGED -> ofTags(documents.filter(Document::kept), spec);
    };
  }

  private static Labels ofTags(JavaRDD<Document> sentences, PrepareSpec spec) {
    List<String> given = tags(sentences, TagScheme.NONE);
    TagScheme scheme = spec.tags().scheme().orElseGet(() -> TagScheme.of(given));
    requireOf(scheme, given);
    if (spec.tags().broken() == TagSpec.Broken.REFUSE) {
      requireWhole(sentences, scheme);
    }
    List<String> found = scheme == TagScheme.NONE ? given : tags(sentences, scheme);
    return new Labels(
        spec.vocabulary()
            .filter(vocabulary -> !vocabulary.classes().isEmpty())
            .map(vocabulary -> vocabulary.classesOf(found))
            .orElseGet(
                () ->
                    Classes.limited(
                        found, "tagged words", "prepare.tags-field to the column that holds them")),
        scheme);
  }

  private static List<String> tags(JavaRDD<Document> sentences, TagScheme scheme) {
    return List.copyOf(
        new TreeSet<>(sentences.flatMap(new Formed(scheme)).distinct().take(Classes.MOST + 1)));
  }

  private static void requireOf(TagScheme scheme, List<String> tags) {
    List<String> others = tags.stream().filter(tag -> !scheme.has(tag)).toList();
    if (!others.isEmpty()) {
      throw new DataException(
          Text.format(
              "%d tags are none of prepare.tag-scheme = %s, such as '%s'; set it to none, or"
                  + " prepare.tags-field to the column that holds such tags",
              others.size(), Text.kebab(scheme), others.get(0)));
    }
  }

  private static void requireWhole(JavaRDD<Document> sentences, TagScheme scheme) {
    List<String> broken =
        sentences.filter(new Breaking(scheme)).map(Document::title).takeOrdered(NAMED);
    if (!broken.isEmpty()) {
      throw new DataException(
          Text.format(
              "tags break the scheme %s, such as an I after no B, in the sentences at %s and"
                  + " perhaps others; mend them, or set prepare.broken-tags = repair",
              Text.kebab(scheme), String.join(", ", broken)));
    }
  }

  /** The distinct tags of sentences in the form of a scheme. */
  private record Formed(TagScheme scheme) implements FlatMapFunction<Document, String> {
    @Override
    public Iterator<String> call(Document sentence) {
      return scheme.form(TaggedText.tags(sentence.text())).stream().distinct().iterator();
    }
  }

  /** Lets sentences pass whose tags break a scheme. */
  private record Breaking(TagScheme scheme) implements Function<Document, Boolean> {
    @Override
    public Boolean call(Document sentence) {
      return scheme.isBrokenBy(TaggedText.tags(sentence.text()));
    }
  }

  /** Returns the ids by the names. */
  Map<String, Integer> ids() {
    Map<String, Integer> ids = new HashMap<>();
    for (String name : names) {
      ids.put(name, ids.size());
    }
    return ids;
  }
}
