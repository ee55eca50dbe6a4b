package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.shard.Split;

/**
 * Makes of each kept document its parts: the beginning for training, then validation, then test.
 */
record DivideByPosition(SplitRule splits) implements FlatMapFunction<Document, Document> {

  @Override
  public Iterator<Document> call(Document document) {
    return (document.kept() ? parts(document) : List.of(document)).iterator();
  }

  private List<Document> parts(Document document) {
    String text = document.text();
    int end = text.codePointCount(0, text.length());
    int trainEnd = (int) (end * (1 - splits.valid() - splits.test()));
    int validEnd = (int) (end * (1 - splits.test()));
    List<Document> parts = new ArrayList<>();
    parts.add(document.to(Split.TRAIN, part(text, 0, trainEnd)));
    parts.add(document.to(Split.VALID, part(text, trainEnd, validEnd)));
    parts.add(document.to(Split.TEST, part(text, validEnd, end)));
    parts.removeIf(part -> part.text().isEmpty());
    return parts;
  }

  /** Code points {@code from} to {@code to - 1} of a text. */
  private static String part(String text, int from, int to) {
    int start = text.offsetByCodePoints(0, from);
    return text.substring(start, text.offsetByCodePoints(start, to - from));
  }
}
