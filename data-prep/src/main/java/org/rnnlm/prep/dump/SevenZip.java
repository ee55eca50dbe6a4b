package org.rnnlm.prep.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.apache.commons.compress.archivers.sevenz.SevenZFileOptions;

/** Opens the one file of a 7z archive, as Wikipedia's complete histories are published. */
final class SevenZip {

  /** What a dictionary may take in memory, far more than the archives of dumps ask for. */
  private static final int MOST_KIBIBYTES = 1 << 20;

  private SevenZip() {}

  static InputStream open(StoredInput file) throws IOException {
    SevenZFile archive =
        new SevenZFile(
            new Channel(file),
            file.name(),
            SevenZFileOptions.builder().withMaxMemoryLimitInKb(MOST_KIBIBYTES).build());
    SevenZArchiveEntry content = null;
    for (SevenZArchiveEntry entry : archive.getEntries()) {
      if (entry.isDirectory()) {
        continue;
      }
      if (content != null) {
        archive.close();
        throw new MalformedDumpException(
            file.name() + ": the archive holds several files; unpack it and give its files", null);
      }
      content = entry;
    }
    if (content == null) {
      archive.close();
      throw new MalformedDumpException(file.name() + ": the archive holds no file", null);
    }
    return new FilterInputStream(archive.getInputStream(content)) {
      @Override
      public void close() throws IOException {
        archive.close();
      }
    };
  }

  /** Reads at any place, by opening the file anew where a read does not go on from the last one. */
  private static final class Channel implements SeekableByteChannel {

    private final StoredInput file;
    private InputStream in = InputStream.nullInputStream();
    private long streamPosition = -1;
    private long position;
    private boolean open = true;

    Channel(StoredInput file) {
      this.file = file;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      if (streamPosition != position) {
        in.close();
        in = file.open(position);
        streamPosition = position;
      }
      byte[] bytes = new byte[Math.min(target.remaining(), 1 << 16)];
      int count = in.read(bytes, 0, bytes.length);
      if (count > 0) {
        target.put(bytes, 0, count);
        position += count;
        streamPosition = position;
      }
      return count;
    }

    @Override
    public long position() {
      return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
      position = newPosition;
      return this;
    }

    @Override
    public long size() {
      return file.bytes();
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void close() throws IOException {
      open = false;
      in.close();
    }

    @Override
    public int write(ByteBuffer source) {
      throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
      throw new NonWritableChannelException();
    }
  }
}
