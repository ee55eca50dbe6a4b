package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.rnnlm.text.Text;

/**
 * The bytes of a slice's own pages: from the first own {@code <page>} to the end of the last one.
 *
 * <p>Tags are told by their bytes, which holds where every {@code <} of a text is written as an
 * entity. Comments, CDATA sections and processing instructions, which MediaWiki does not write,
 * could hold what looks like a page: a dump that has one cannot be cut, and is refused.
 */
final class SliceStream extends BulkStream {

  private static final byte[] PAGE = "<page".getBytes(US_ASCII);
  private static final byte[] DUMP_END = "</mediawiki".getBytes(US_ASCII);
  private static final byte[] DECLARATION = "<?xml".getBytes(US_ASCII);
  private static final int LONGEST_TAG = DUMP_END.length + 1;

  private enum State {
    /** The first own page is not reached: nothing is handed out. */
    SEEKING,
    COPYING,
    DONE
  }

  private final Blocks blocks;
  private final String file;
  private byte[] buffer = new byte[1 << 17];
  private int next; // first byte not handed out
  private int scanned; // bytes before this one may be handed out
  private int ownLimit; // bytes before this one are the slice's own
  private int limit;
  private boolean ownEnded;
  private State state = State.SEEKING;
  private IOException failure;
  private long blockNanos;

  /**
   * @param file for messages
   */
  SliceStream(Blocks blocks, String file) {
    this.blocks = blocks;
    this.file = file;
  }

  /** Returns what the storage has thrown. */
  Optional<IOException> failure() {
    return Optional.ofNullable(failure);
  }

  /** Returns the processor's time that reading and decompressing blocks has taken. */
  long blockNanos() {
    return blockNanos;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (next == scanned && state != State.DONE) {
      step();
    }
    if (next == scanned) {
      return -1;
    }
    int count = Math.min(length, scanned - next);
    System.arraycopy(buffer, next, target, offset, count);
    next += count;
    return count;
  }

  /** Goes on to the next tag and past it, once all before it is handed out. */
  private void step() throws IOException {
    int tag = indexOfTag();
    if (tag < 0) {
      pass(limit);
      if (state == State.SEEKING && ownEnded) {
        state = State.DONE;
      } else if (next == scanned && !fill()) {
        endOfFile();
      }
      return;
    }
    pass(tag);
    boolean whole = limit - tag >= LONGEST_TAG;
    if (next < scanned || !whole && fill()) {
      return;
    }
    lookAtTag();
  }

  private int indexOfTag() {
    int end = state == State.SEEKING && ownEnded ? ownLimit : limit;
    for (int i = scanned; i < end; i++) {
      if (buffer[i] == '<') {
        return i;
      }
    }
    return -1;
  }

  private void lookAtTag() throws IOException {
    boolean own = scanned < ownLimit;
    if (isAt(DUMP_END)) {
      state = State.DONE;
      if (own) {
        proveThatNothingFollows();
      }
      return;
    }
    if (isAt(PAGE) && !isNameCharacter(scanned + PAGE.length)) {
      state = own ? State.COPYING : State.DONE;
    } else if (own && isNoElement()) {
      throw malformed(
          "the XML has comments, CDATA sections or processing instructions, which cannot be told"
              + " from pages where a file is cut",
          "set prepare.split-bytes to 0, so that the file is read whole");
    }
    if (state != State.DONE) {
      pass(scanned + 1);
    }
  }

  private boolean isNoElement() {
    int second = scanned + 1;
    return second < limit && (buffer[second] == '!' || buffer[second] == '?' && !isAt(DECLARATION));
  }

  /** Reads to the end of the file and keeps nothing. */
  private void proveThatNothingFollows() throws IOException {
    int from = scanned + DUMP_END.length;
    boolean closed = false;
    do {
      for (int i = from; i < limit; i++) {
        if (buffer[i] == '>' && !closed) {
          closed = true;
        } else if (!Character.isWhitespace(buffer[i])) {
          throw malformed(
              "there is more behind the end of the dump",
              "give dumps as files of their own; they may lie in one folder");
        }
      }
      scanned = limit;
      next = limit;
      from = 0;
    } while (fill());
  }

  private void endOfFile() {
    if (state == State.COPYING) {
      throw malformed("the XML ends too early", MalformedDumpException.CUT_SHORT);
    }
    state = State.DONE;
  }

  /** What is before the first page is of no use. */
  private void pass(int to) {
    scanned = to;
    if (state == State.SEEKING) {
      next = to;
    }
  }

  private boolean isAt(byte[] tag) {
    int end = scanned + tag.length;
    return end <= limit && Arrays.equals(buffer, scanned, end, tag, 0, tag.length);
  }

  private boolean isNameCharacter(int index) {
    return index < limit
        && (Character.isLetterOrDigit(buffer[index]) || "-_.:".indexOf(buffer[index]) >= 0);
  }

  /** Takes in the next block in place of what was handed out; false at the end of the file. */
  private boolean fill() throws IOException {
    long start = CpuClock.now();
    try {
      if (!blocks.advance()) {
        ownEnded = true;
        return false;
      }
      blockNanos += CpuClock.now() - start;
    } catch (CompressedDataException e) {
      throw malformed(
          Text.format("%s, at byte %d of the file", e.getMessage(), e.position()), e.advice());
    } catch (IOException e) {
      failure = e;
      throw e;
    }
    ownEnded |= !blocks.own();
    System.arraycopy(buffer, next, buffer, 0, limit - next);
    scanned -= next;
    limit -= next;
    ownLimit = Math.max(0, ownLimit - next);
    next = 0;
    append();
    return true;
  }

  private void append() {
    int length = blocks.length();
    if (buffer.length - limit < length) {
      buffer = Arrays.copyOf(buffer, limit + length);
    }
    System.arraycopy(blocks.bytes(), 0, buffer, limit, length);
    limit += length;
    if (blocks.own()) {
      ownLimit = limit;
    }
  }

  private MalformedDumpException malformed(String problem, String advice) {
    return new MalformedDumpException(file + ": " + problem + "; " + advice, null);
  }

  @Override
  public void close() throws IOException {
    blocks.close();
  }
}
