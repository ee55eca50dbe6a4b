package org.rnnlm.prep.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.rnnlm.shard.CanonicalFooter;

/**
 * Where Parquet writes to: a stream of which the end is held back, from a point on, until its
 * footer has been put in order.
 */
final class HeldTail implements OutputFile {
  private final OutputStream out;
  private final ByteArrayOutputStream tail = new ByteArrayOutputStream();
  private boolean holding;
  private long position;

  HeldTail(OutputStream out) {
    this.out = out;
  }

  /** Holds back all that comes from now on: no more than a row group and the footer. */
  void hold() {
    holding = true;
  }

  /** Lets go what was held back, which ends with the file's end. */
  void release() throws IOException {
    out.write(CanonicalFooter.of(tail.toByteArray()));
  }

  private OutputStream target() {
    return holding ? tail : out;
  }

  @Override
  public PositionOutputStream create(long blockSizeHint) {
    return new PositionOutputStream() {
      @Override
      public long getPos() {
        return position;
      }

      @Override
      public void write(int b) throws IOException {
        target().write(b);
        position++;
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        target().write(bytes, offset, length);
        position += length;
      }
    };
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSizeHint) {
    return create(blockSizeHint);
  }

  @Override
  public boolean supportsBlockSize() {
    return false;
  }

  @Override
  public long defaultBlockSize() {
    return 0;
  }
}
