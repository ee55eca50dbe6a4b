package org.rnnlm.prep.steps;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.TextPortions;
import org.rnnlm.prep.records.TextStream;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/** Reads text files, each as one document, or as several of its portions. */
final class ReadTexts implements FlatMapFunction<TextSlice, Document> {
  private static final long serialVersionUID = 1L;
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // the longest array

  private final TextCut cut; // null if no text is cut
  private final SplitRule splits;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  /**
   * @param cut of texts that are told their portions while they are read, if there are any
   */
  ReadTexts(
      Optional<TextCut> cut,
      SplitRule splits,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.cut = cut.orElse(null);
    this.counters = counters;
    this.splits = splits;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(TextSlice slice) {
    if (slice.inPortions()) {
      return new Portions(slice);
    }
    InputFile file = slice.file();
    String text =
        slice.portion().isWhole()
            ? text(file, hadoop.value().value())
            : text(slice, hadoop.value().value());
    counters.inputRead(slice.bytes());
    return List.of(document(file, text, slice.portion())).iterator();
  }

  private Document document(InputFile file, String text, Portion portion) {
    if (portion.isFirst()) {
      counters.articleRead();
    }
    Split split = splits.of(file.id());
    return new Document(
        file.id(), file.index(), file.location(), split, Fate.KEPT, file.label(), text, portion);
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
      throw unreadable(file, e);
    }
  }

  /** Returns what a slice of a file holds, without the mark that the file may begin with. */
  private static String text(TextSlice slice, Configuration hadoop) {
    InputFile file = slice.file();
    HadoopInput input = new HadoopInput(file, hadoop);
    long from = slice.range().from();
    try (InputStream in = from == 0 ? TextStream.of(input) : input.open(from)) {
      long start = in instanceof TextStream text ? text.markBytes() : from;
      long wanted = slice.range().to() - start;
      byte[] bytes = in.readNBytes((int) Math.min(MOST_BYTES, wanted));
      if (bytes.length == MOST_BYTES) {
        throw new DataException(
            Text.format(
                "input %s has a stretch of %,d bytes or more from byte %,d on without a place to"
                    + " cut it at; break it into lines, or for sentences into paragraphs",
                file.location(), MOST_BYTES, start));
      }
      if (start + bytes.length < Math.min(slice.range().to(), file.bytes())) {
        throw new EOFException("it has become shorter while it was read");
      }
      return decoded(bytes, start, file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static DataException unreadable(InputFile file, IOException e) {
    return new DataException(
        Text.format(
            "input %s cannot be read: %s; restore a whole copy", file.location(), e.getMessage()),
        e);
  }

  /**
   * @param position of the bytes in the file as it is without compression
   */
  private static String decoded(byte[] bytes, long position, InputFile file) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate(bytes.length);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(from, to, true);
    if (result.isError()) {
      throw new DataException(
          Text.format(
              "input %s is not UTF-8 text from byte %,d on; convert it first, for example with"
                  + " iconv",
              file.location(), position + from.position()));
    }
    return to.flip().toString();
  }

  /** The portions of a file that is read from its beginning, one in memory at a time. */
  private final class Portions implements Iterator<Document> {
    private final TextSlice slice;
    private final TextPortions portions;
    private long position; // of the next one
    private int index;

    Portions(TextSlice slice) {
      this.slice = slice;
      try {
        TextStream text = TextStream.of(new HadoopInput(slice.file(), hadoop.value().value()));
        position = text.markBytes();
        portions = new TextPortions(text, cut.bytes(), cut.breaks());
      } catch (IOException e) {
        throw unreadable(slice.file(), e);
      }
      TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close());
    }

    @Override
    public boolean hasNext() {
      return portions.hasNext();
    }

    @Override
    public Document next() {
      if (!hasNext()) {
        throw new NoSuchElementException(slice.file().location() + " has no more portions");
      }
      try {
        byte[] bytes = portions.next();
        String text = decoded(bytes, position, slice.file());
        position += bytes.length;
        if (!portions.hasNext()) {
          counters.inputRead(slice.bytes());
        }
        return document(slice.file(), text, new Portion(index++, !portions.hasNext()));
      } catch (IOException e) {
        throw unreadable(slice.file(), e);
      }
    }

    private void close() {
      try {
        portions.close();
      } catch (IOException e) {
        throw unreadable(slice.file(), e);
      }
    }
  }
}
