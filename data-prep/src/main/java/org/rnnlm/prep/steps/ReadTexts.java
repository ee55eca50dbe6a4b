package org.rnnlm.prep.steps;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.TextStream;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/** Reads text files, each as one document. */
final class ReadTexts implements FlatMapFunction<InputFile, Document> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // the longest array

  private final SplitRule splits;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ReadTexts(SplitRule splits, Broadcast<SerializableConfiguration> hadoop, Counters counters) {
    this.counters = counters;
    this.splits = splits;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(InputFile file) {
    List<Document> documents = documents(file);
    counters.articleRead();
    counters.inputRead(file.bytes());
    return documents.iterator();
  }

  private List<Document> documents(InputFile file) {
    return List.of(document(file, splits.of(file.id()), text(file, hadoop.value().value())));
  }

  private static Document document(InputFile file, Split split, String text) {
    return new Document(
        file.id(), file.index(), file.location(), split, Fate.KEPT, file.label(), text);
  }

  /**
   * Returns what a file holds.
   *
   * @throws DataException if it cannot be read, or is no text
   */
  static String text(InputFile file, Configuration hadoop) {
    try (TextStream in = TextStream.of(new HadoopInput(file, hadoop))) {
      byte[] bytes = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new DataException(
            Text.format(
                "input %s is a text of more than %,d bytes; cut it into several files",
                file.location(), MOST_BYTES));
      }
      return decoded(bytes, in.markBytes(), file);
    } catch (IOException e) {
      throw new DataException(
          Text.format(
              "input %s cannot be read: %s; restore a whole copy", file.location(), e.getMessage()),
          e);
    }
  }

  private static String decoded(byte[] bytes, int markBytes, InputFile file) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(from, to, true);
    if (result.isError()) {
      throw new DataException(
          Text.format(
              "input %s is not UTF-8 text from byte %,d on; convert it first, for example with"
                  + " iconv",
              file.location(), markBytes + from.position()));
    }
    return to.flip().toString();
  }
}
