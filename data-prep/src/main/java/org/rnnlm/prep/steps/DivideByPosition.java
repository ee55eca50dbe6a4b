package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.rnnlm.shard.Split;

/**
 * Makes of each kept document its parts: the beginning for training, then validation, then test. A
 * portion of a long text gives what lies in it of each of the text's parts.
 */
record DivideByPosition(SplitRule splits, LongTexts texts)
    implements FlatMapFunction<Document, Document> {

  @Override
  public Iterator<Document> call(Document document) {
    return (document.kept() ? parts(document) : List.of(document)).iterator();
  }

  private List<Document> parts(Document document) {
    boolean whole = document.portion().isWhole();
    String text = document.text();
    long length = text.codePointCount(0, text.length());
    Stretch here = whole ? new Stretch(0, length) : Stretch.of(texts.start(document), length);
    long end = whole ? length : texts.characters(document);
    long trainEnd = (long) (end * (1 - splits.valid() - splits.test()));
    long validEnd = (long) (end * (1 - splits.test()));
    List<Document> parts = new ArrayList<>();
    here.part(document, Split.TRAIN, new Stretch(0, trainEnd), parts);
    here.part(document, Split.VALID, new Stretch(trainEnd, validEnd), parts);
    here.part(document, Split.TEST, new Stretch(validEnd, end), parts);
    return parts;
  }

  /** Code points {@code from} to {@code to - 1} of a text. */
  private record Stretch(long from, long to) {
    static Stretch of(long from, long length) {
      return new Stretch(from, from + length);
    }

    /** Adds what lies here, of a document, of a part of its text, if there is any. */
    void part(Document document, Split split, Stretch part, List<Document> parts) {
      long first = Math.max(from, part.from);
      long end = Math.min(to, part.to);
      if (first < end) {
        Portion portion = new Portion(document.portion().index(), end == part.to);
        Portion ofPart = first == part.from && end == part.to ? Portion.WHOLE : portion;
        parts.add(document.to(split, text(document.text(), first, end), ofPart));
      }
    }

    private String text(String text, long first, long end) {
      int start = text.offsetByCodePoints(0, (int) (first - from));
      return text.substring(start, text.offsetByCodePoints(start, (int) (end - first)));
    }
  }
}
