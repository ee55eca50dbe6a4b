package org.rnnlm.prep.records;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.rnnlm.prep.dump.StoredInput;

/** A stored file as Parquet reads it: opened anew where it is to go on elsewhere. */
record StoredParquet(StoredInput file) implements InputFile {

  @Override
  public long getLength() {
    return file.bytes();
  }

  @Override
  public SeekableInputStream newStream() {
    Positioned stream = new Positioned(file);
    return new DelegatingSeekableInputStream(stream) {
      @Override
      public long getPos() {
        return stream.position;
      }

      @Override
      public void seek(long position) throws IOException {
        stream.seek(position);
      }
    };
  }

  /** Returns what Parquet's own messages call it. */
  @Override
  public String toString() {
    return "the file";
  }

  private static final class Positioned extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    private final StoredInput file;
    private long position;

    Positioned(StoredInput file) {
      super(InputStream.nullInputStream());
      this.file = file;
    }

    void seek(long target) throws IOException {
      in.close();
      in = new BufferedInputStream(file.open(target), BUFFER);
      position = target;
    }

    @Override
    public int read() throws IOException {
      int value = in.read();
      position += value < 0 ? 0 : 1;
      return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = in.read(target, offset, length);
      position += Math.max(0, count);
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      long skipped = in.skip(count);
      position += skipped;
      return skipped;
    }
  }
}
