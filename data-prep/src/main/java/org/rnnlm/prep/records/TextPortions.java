package org.rnnlm.prep.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/**
 * A long text in portions: each but the last has at least some number of bytes, and ends at the
 * first {@link TextBreak} from there on. They follow from the text alone, so that a file whose
 * bytes are the text's is cut into {@link #ranges} as a stream of it is, one after the other.
 */
public final class TextPortions implements Closeable {
  private static final int BLOCK = 1 << 16; // bytes
  private static final int MOST_BYTES = Integer.MAX_VALUE - 8; // the longest array

  private final InputStream text;
  private final int least;
  private final TextBreak breaks;
  private byte[] buffer = new byte[BLOCK];
  private int filled;
  private boolean ended; // the stream
  private boolean taken; // all that was left

  /**
   * @param text UTF-8, or bytes that claim to be; closed with this
   * @param least bytes of a portion
   */
  public TextPortions(InputStream text, int least, TextBreak breaks) {
    this.text = text;
    this.least = least;
    this.breaks = breaks;
  }

  /** Returns whether there is a portion to come; an empty text has one. */
  public boolean hasNext() {
    return !taken;
  }

  /**
   * Returns the bytes of the next portion.
   *
   * @throws IOException if the text cannot be read, or cannot be cut within 2 GiB
   */
  public byte[] next() throws IOException {
    fill((long) least + TextBreak.CONTEXT + 1);
    int from = least;
    while (true) {
      int to = ended ? filled : filled - TextBreak.CONTEXT;
      int place = from < to ? breaks.first(buffer, from, to, filled) : -1;
      if (place >= 0) {
        return take(place);
      }
      if (ended) {
        taken = true;
        return take(filled);
      }
      from = Math.max(from, to);
      fill(2L * filled);
    }
  }

  private byte[] take(int bytes) {
    byte[] portion = Arrays.copyOf(buffer, bytes);
    System.arraycopy(buffer, bytes, buffer, 0, filled - bytes);
    filled -= bytes;
    return portion;
  }

  /** Reads on until there are so many bytes, or the text ends. */
  private void fill(long wanted) throws IOException {
    while (!ended && filled < wanted) {
      if (filled == buffer.length) {
        buffer = Arrays.copyOf(buffer, longer());
      }
      int read = text.readNBytes(buffer, filled, buffer.length - filled);
      filled += read;
      ended = filled < buffer.length;
    }
  }

  private int longer() throws IOException {
    if (buffer.length == MOST_BYTES) {
      throw new IOException(
          Text.format(
              "it has a stretch of more than %,d bytes without a place to cut it at; break it into"
                  + " lines, or for sentences into paragraphs",
              MOST_BYTES));
    }
    return (int) Math.min(MOST_BYTES, 2L * buffer.length);
  }

  @Override
  public void close() throws IOException {
    text.close();
  }

  /**
   * Returns where the portions of a file's text lie, if its bytes are the text's and can be read
   * from any place on; otherwise one range for all of it, from which they are to be told while it
   * is read. The first one includes the mark that the text may begin with.
   *
   * @throws IOException if it cannot be read, or is no text
   */
  public static List<Range> ranges(StoredInput file, int least, TextBreak breaks)
      throws IOException {
    OptionalInt begins = TextStream.start(file);
    if (begins.isEmpty()) {
      return List.of(Range.WHOLE);
    }
    List<Range> ranges = new ArrayList<>();
    long from = 0;
    long start = begins.getAsInt();
    while (file.bytes() - start > least) {
      OptionalLong place = firstFrom(file, start + least, breaks);
      if (place.isEmpty()) {
        break;
      }
      start = place.getAsLong();
      ranges.add(new Range(from, start));
      from = start;
    }
    ranges.add(new Range(from, Range.WHOLE.to()));
    return ranges;
  }

  /** Returns the first place of a file, from one on, where its text may be cut. */
  private static OptionalLong firstFrom(StoredInput file, long place, TextBreak breaks)
      throws IOException {
    byte[] block = new byte[BLOCK];
    long position = place - TextBreak.CONTEXT; // of the block
    try (InputStream in = file.open(position)) {
      int known = in.readNBytes(block, 0, BLOCK);
      while (true) {
        boolean last = known < BLOCK;
        int to = last ? known : known - TextBreak.CONTEXT;
        int found = breaks.first(block, TextBreak.CONTEXT, to, known);
        if (found >= 0) {
          return OptionalLong.of(position + found);
        }
        if (last) {
          return OptionalLong.empty();
        }
        int kept = known - to + TextBreak.CONTEXT;
        System.arraycopy(block, known - kept, block, 0, kept);
        position += known - kept;
        known = kept + in.readNBytes(block, kept, BLOCK - kept);
      }
    }
  }
}
