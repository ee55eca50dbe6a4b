package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;

/** Reads text files, each as one document. */
final class ReadTexts implements FlatMapFunction<InputFile, Document> {
  private static final long serialVersionUID = 1L;

  private final SplitRule splits;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ReadTexts(SplitRule splits, Broadcast<SerializableConfiguration> hadoop, Counters counters) {
    this.counters = counters;
    this.splits = splits;
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
    return List.of(document(file, splits.of(file.id()), text));
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
