package org.rnnlm.jobs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/** The lines of a text file in UTF-8, one in memory at a time, or of standard input. */
final class Utf8Lines implements Closeable {
  /** What standard input is called on the command line. */
  static final String STANDARD_INPUT = "-";

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final String name;
  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long position; // of the next byte
  private long number; // of the last line

  private Utf8Lines(String name, InputStream in) {
    this.name = name;
    this.in = new BufferedInputStream(in, 1 << 16);
  }

  /**
   * Opens a file.
   *
   * @param option that names it, for messages
   * @throws DataException if there is no such file
   */
  static Utf8Lines open(String option, String location, Configuration hadoop) {
    if (location.equals(STANDARD_INPUT)) {
      return new Utf8Lines("standard input", System.in);
    }
    require(option, location, hadoop);
    Path path = new Path(location);
    try {
      return new Utf8Lines(location, path.getFileSystem(hadoop).open(path));
    } catch (IOException e) {
      throw new UncheckedIOException(location + " cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Refuses a file that is not there.
   *
   * @throws DataException naming the option and the file
   */
  static void require(String option, String location, Configuration hadoop) {
    if (!location.equals(STANDARD_INPUT)) {
      BeforeSpark.requireFile(option, location, hadoop);
    }
  }

  /** Returns what the lines are of, for messages. */
  String name() {
    return name;
  }

  /** Returns how many lines were read. */
  long number() {
    return number;
  }

  /**
   * Returns the next line without its end; empty after the last.
   *
   * @throws DataException naming file, line and byte if it is not UTF-8
   */
  Optional<String> next() {
    try {
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Returns the next lines that are not blank, stripped; fewer than so many only at the end. */
  List<String> sentences(int most) {
    List<String> sentences = new ArrayList<>();
    Optional<String> line = Optional.of("");
    while (sentences.size() < most && line.isPresent()) {
      line = next();
      line.filter(text -> !text.isBlank()).ifPresent(text -> sentences.add(text.strip()));
    }
    return sentences;
  }

  /** Returns all lines that are left. */
  List<String> rest() {
    List<String> rest = new ArrayList<>();
    for (Optional<String> line = next(); line.isPresent(); line = next()) {
      rest.add(line.get());
    }
    return rest;
  }

  private Optional<String> read() throws IOException {
    line.reset();
    long start = position;
    int value = in.read();
    if (value < 0) {
      return Optional.empty();
    }
    while (value >= 0) {
      position++;
      if (value == '\n') {
        break;
      }
      line.write(value);
      value = in.read();
    }
    number++;
    String text = decoded(line.toByteArray(), start);
    int from = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? 1 : 0;
    int to = text.endsWith("\r") ? text.length() - 1 : text.length();
    return Optional.of(text.substring(from, to));
  }

  private String decoded(byte[] bytes, long start) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
    } catch (CharacterCodingException e) {
      throw new DataException(
          Text.format(
              "%s: line %d is not UTF-8 at byte %d; convert the file, for example by iconv",
              name, number, start + buffer.position()),
          e);
    }
  }

  @Override
  public void close() {
    try {
      in.close();
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be closed: " + e.getMessage(), e);
    }
  }
}
