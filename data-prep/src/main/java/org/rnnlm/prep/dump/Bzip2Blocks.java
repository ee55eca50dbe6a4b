package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/**
 * The blocks of a bzip2 file, one stream or many, from the first one that begins in a slice.
 *
 * <p>A block begins at any bit, with a mark that a block's data may hold too, if very rarely. The
 * slice's first block is the first mark from which a whole block can be decoded, its checksum right
 * and another mark behind it. From there on nothing is searched: a block must begin exactly where
 * the one before it ended, or the file is damaged. A slice also decodes the first block that is not
 * its own, so that a damaged block which a later slice passed over in its search is an error here.
 *
 * <p>Of a stream whose beginning lies in the slice the checksum over all blocks is compared, and
 * the size of its blocks with what it says is the largest. Of one that began before it neither is
 * known; each of its blocks has a checksum of its own, and each begins at the very bit where the
 * one before it ends, across slices too, since a slice reads on into the next one. So the stream's
 * checksum would tell of whole blocks alone that somebody cut out to the bit, or put elsewhere; to
 * compare it, the slice that holds the stream's end would have to read all of the stream.
 */
final class Bzip2Blocks implements Blocks {

  private static final int CHECKSUM_BITS = 32;
  private static final int STREAM_HEAD_BITS = 32;

  private final BitWindow window;
  private final Bzip2Block block = new Bzip2Block();
  private final long ownEnd; // bit
  private long place; // bit where the next block or the end of a stream is, or is searched from
  private boolean searching;
  private boolean betweenStreams; // the head of a stream, or the file's end, comes next
  private boolean own;
  private boolean ended;
  private boolean wholeStream; // its head was read
  private int mostBytes = Bzip2Block.MOST; // of a block of the stream
  private int streamChecksum;

  private Bzip2Blocks(InputStream in, long from, long ownEnd) {
    this.window = new BitWindow(in, from);
    this.place = from * 8;
    this.ownEnd = ownEnd;
    this.searching = from > 0;
    this.betweenStreams = from == 0;
  }

  /** Opens a slice of a file. */
  static Bzip2Blocks of(StoredInput file, Slice slice) throws IOException {
    return new Bzip2Blocks(file.open(slice.from()), slice.from(), slice.to() * 8);
  }

  /**
   * Returns all blocks of a file.
   *
   * @param in the file from its first byte on; closed with this
   */
  static Bzip2Blocks whole(InputStream in) {
    return new Bzip2Blocks(in, 0, Long.MAX_VALUE);
  }

  @Override
  public boolean advance() throws IOException {
    if (searching) {
      searching = false;
      return findFirst();
    }
    while (true) {
      window.forget(place);
      if (betweenStreams) {
        if (place > 0 && !window.has(place, 1)) {
          ended = true;
          return false;
        }
        readStreamHead();
      }
      long mark = window.has(place, BitWindow.MARK_BITS) ? window.bits(place, 48) : -1;
      if (mark == BitWindow.BLOCK) {
        readBlock();
        return true;
      }
      if (mark != BitWindow.STREAM_END) {
        throw window.has(place, BitWindow.MARK_BITS)
            ? damaged("neither a block begins here nor does the stream end")
            : cutShort();
      }
      endStream();
    }
  }

  private void readBlock() throws IOException {
    own = place < ownEnd;
    if (!block.decode(window, place)) {
      throw !window.has(block.end(), BitWindow.MARK_BITS)
          ? cutShort()
          : damaged("no block can be decoded here to its checksum");
    }
    if (block.size() > mostBytes) {
      throw damaged("a block is larger than its stream allows");
    }
    streamChecksum = Integer.rotateLeft(streamChecksum, 1) ^ block.checksum();
    place = block.end();
  }

  private void endStream() throws IOException {
    place += BitWindow.MARK_BITS;
    if (!window.has(place, CHECKSUM_BITS)) {
      throw cutShort();
    }
    if (wholeStream && (int) window.bits(place, CHECKSUM_BITS) != streamChecksum) {
      throw damaged("the stream's checksum is another");
    }
    place = (place + CHECKSUM_BITS + 7) / 8 * 8;
    betweenStreams = true;
  }

  private boolean findFirst() throws IOException {
    for (long mark = window.find(place, ownEnd); mark >= 0; mark = window.find(mark + 1, ownEnd)) {
      window.forget(mark);
      if (window.bits(mark, BitWindow.MARK_BITS) == BitWindow.BLOCK) {
        if (block.decode(window, mark)) {
          own = true;
          place = block.end();
          return true;
        }
      }
    }
    ended = true;
    return false;
  }

  private void readStreamHead() throws IOException {
    if (!window.has(place, STREAM_HEAD_BITS)) {
      throw cutShort();
    }
    long head = window.bits(place, STREAM_HEAD_BITS);
    long level = head & 0xff;
    if (head >>> 8 != ('B' << 16 | 'Z' << 8 | 'h') || level < '1' || level > '9') {
      throw damaged("no stream of bzip2 begins here");
    }
    place += STREAM_HEAD_BITS;
    mostBytes = (int) (level - '0') * 100_000;
    streamChecksum = 0;
    wholeStream = true;
    betweenStreams = false;
  }

  private CompressedDataException damaged(String reason) {
    return CompressedDataException.damaged(reason, position());
  }

  private CompressedDataException cutShort() {
    return CompressedDataException.cutShort(window.end());
  }

  /** Returns the byte of the file up to which it is decoded. */
  long position() {
    return place / 8;
  }

  @Override
  public byte[] bytes() {
    return block.bytes();
  }

  @Override
  public int length() {
    return ended ? 0 : block.length();
  }

  @Override
  public boolean own() {
    return own;
  }

  @Override
  public void close() throws IOException {
    window.close();
  }
}
