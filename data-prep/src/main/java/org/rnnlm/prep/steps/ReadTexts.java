package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;

/** Reads text files, each as one document, or a single one as three by position. */
final class ReadTexts implements FlatMapFunction<InputFile, Document> {
  private static final long serialVersionUID = 1L;

  private final SplitRule splits;
  private final boolean byPosition;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ReadTexts(
      SplitRule splits,
      boolean byPosition,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.counters = counters;
    this.splits = splits;
    this.byPosition = byPosition;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(InputFile file) throws IOException {
    List<Document> documents = documents(file);
    counters.pageRead();
    counters.inputRead(file.bytes());
    return documents.iterator();
  }

  private List<Document> documents(InputFile file) throws IOException {
    String text;
    try (InputStream in = new HadoopInput(file, hadoop.value().value()).open(0)) {
      text = decode(in.readAllBytes(), file);
    }
    if (text.isEmpty()) {
      throw new DataException("input " + file.location() + " is empty");
    }
    if (!byPosition) {
      return List.of(document(file, splits.of(file.id()), text));
    }
    int end = text.codePointCount(0, text.length());
    int trainEnd = (int) (end * (1 - splits.valid() - splits.test()));
    int validEnd = (int) (end * (1 - splits.test()));
    List<Document> parts = new ArrayList<>();
    parts.add(part(file, Split.TRAIN, text, 0, trainEnd));
    parts.add(part(file, Split.VALID, text, trainEnd, validEnd));
    parts.add(part(file, Split.TEST, text, validEnd, end));
    parts.removeIf(part -> part.text().isEmpty());
    return parts;
  }

  /** Code points {@code from} to {@code to - 1} of a text. */
  private static Document part(InputFile file, Split split, String text, int from, int to) {
    return document(
        file,
        split,
        text.substring(text.offsetByCodePoints(0, from), text.offsetByCodePoints(0, to)));
  }

  private static Document document(InputFile file, Split split, String text) {
    return new Document(
        file.id(), file.index(), file.location(), split, Fate.KEPT, file.label(), text);
  }

  private static String decode(byte[] bytes, InputFile file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new DataException(
          "input "
              + file.location()
              + " is not UTF-8 text; convert it first, for example with iconv",
          e);
    }
  }
}
