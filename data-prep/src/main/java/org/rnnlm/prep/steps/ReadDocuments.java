package org.rnnlm.prep.steps;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.DumpReader;
import org.rnnlm.prep.dump.Page;
import org.rnnlm.shard.Split;

/** Reads input files: every page of a dump, or a text as one document, or as three by position. */
final class ReadDocuments implements FlatMapFunction<InputFile, Document> {
  private static final long serialVersionUID = 1L;

  private final InputFormat format;
  private final SplitRule splits;
  private final boolean byPosition;
  private final Broadcast<SerializableConfiguration> hadoop;

  ReadDocuments(
      InputFormat format,
      SplitRule splits,
      boolean byPosition,
      Broadcast<SerializableConfiguration> hadoop) {
    this.format = format;
    this.splits = splits;
    this.byPosition = byPosition;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<Document> call(InputFile file) throws IOException {
    return switch (format) {
      case MEDIAWIKI -> pages(file);
      case TEXT -> texts(file).iterator();
    };
  }

  private InputStream open(InputFile file) {
    Configuration configuration = hadoop.value().value();
    Path path = new Path(file.location());
    try {
      return new BufferedInputStream(path.getFileSystem(configuration).open(path), 1 << 16);
    } catch (IOException e) {
      throw new DataException(
          "input " + file.location() + " cannot be opened: " + e.getMessage(), e);
    }
  }

  private Iterator<Document> pages(InputFile file) {
    DumpReader reader = new DumpReader(open(file), file.location());
    TaskContext.get().addTaskCompletionListener((TaskCompletionListener) context -> close(reader));
    Iterable<Page> pages = () -> reader;
    Stream<Document> documents =
        StreamSupport.stream(pages.spliterator(), false).map(page -> document(page, file));
    return documents.iterator();
  }

  private static void close(DumpReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw new DataException("input cannot be closed: " + e.getMessage(), e);
    }
  }

  private Document document(Page page, InputFile file) {
    Document document =
        new Document(
            page.id(), file.index(), page.title(), splits.of(page.id()), Fate.KEPT, page.text());
    if (page.namespace() != 0) {
      return document.leftOut(Fate.OTHER_NAMESPACE);
    }
    return page.redirect() ? document.leftOut(Fate.REDIRECT) : document;
  }

  private List<Document> texts(InputFile file) throws IOException {
    String text;
    try (InputStream in = open(file)) {
      text = decode(in.readAllBytes(), file);
    }
    if (text.isEmpty()) {
      throw new DataException("input " + file.location() + " is empty");
    }
    if (!byPosition) {
      return List.of(document(file, splits.of(file.index()), text));
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
    return new Document(file.index(), file.index(), file.location(), split, Fate.KEPT, text);
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
