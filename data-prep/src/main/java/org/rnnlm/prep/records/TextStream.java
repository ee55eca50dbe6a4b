package org.rnnlm.prep.records;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import org.apache.commons.io.input.ReaderInputStream;
import org.rnnlm.prep.dump.PlainStream;
import org.rnnlm.prep.dump.StoredInput;

/**
 * The bytes of a stored text as UTF-8, from its beginning, compressed or not, without the byte
 * order mark that it may begin with. A text whose mark is that of UTF-16 is converted; one in UTF-8
 * is handed on as it is, whether its bytes are UTF-8 or not.
 */
public final class TextStream extends FilterInputStream {
  private final int markBytes;

  private TextStream(InputStream text, int markBytes) {
    super(text);
    this.markBytes = markBytes;
  }

  /**
   * Opens a text; the caller closes it.
   *
   * @throws IOException if it cannot be opened, is an archive, or is in an encoding that is not
   *     read
   */
  public static TextStream of(StoredInput file) throws IOException {
    InputStream plain = PlainStream.of(file);
    try {
      byte[] start = plain.readNBytes(TextEncoding.LOOK_AHEAD);
      TextEncoding encoding = TextEncoding.of(start);
      int mark = encoding.markBytes();
      InputStream text =
          new SequenceInputStream(
              new ByteArrayInputStream(start, mark, start.length - mark), plain);
      return new TextStream(encoding.isUtf8() ? text : converted(text, encoding), mark);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private static InputStream converted(InputStream text, TextEncoding encoding) throws IOException {
    InputStreamReader characters =
        new InputStreamReader(
            text,
            encoding
                .charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    InputStream utf8 =
        ReaderInputStream.builder().setReader(characters).setCharset(StandardCharsets.UTF_8).get();
    return new FilterInputStream(utf8) {
      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        try {
          return super.read(target, offset, length);
        } catch (CharacterCodingException e) {
          throw new IOException("its mark says " + encoding.charset() + ", which it is not", e);
        }
      }
    };
  }

  /**
   * Returns whether reading may begin in the middle of a file: its bytes are those of the text.
   *
   * @throws IOException if it cannot be read, or is in an encoding that is not read
   */
  static boolean hasPlaces(StoredInput file) throws IOException {
    return start(file).isPresent();
  }

  /**
   * Returns where the text of a file begins, behind its byte order mark if it has one, where
   * reading may begin in its middle; nothing where it may not.
   *
   * @throws IOException if it cannot be read, or is in an encoding that is not read
   */
  static OptionalInt start(StoredInput file) throws IOException {
    if (PlainStream.isCompressed(file)) {
      return OptionalInt.empty();
    }
    try (InputStream in = file.open(0)) {
      TextEncoding encoding = TextEncoding.of(in.readNBytes(TextEncoding.LOOK_AHEAD));
      return encoding.isUtf8() ? OptionalInt.of(encoding.markBytes()) : OptionalInt.empty();
    }
  }

  /** Bytes of the mark that this stream has left out. */
  public int markBytes() {
    return markBytes;
  }
}
