package org.rnnlm.prep.dump;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.rnnlm.text.Text;

/** Opens the one file of a 7z archive, as Wikipedia's complete histories are published. */
final class SevenZip {

  /** What a dictionary may take in memory, far more than the archives of dumps ask for. */
  private static final int MOST_KIBIBYTES = 1 << 20;

  private SevenZip() {}

  /**
   * @throws MalformedDumpException if the archive is damaged or does not hold one file
   * @throws IOException if it cannot be read
   */
  static InputStream open(StoredInput file) throws IOException {
    Channel channel = new Channel(file);
    try {
      return opened(file.name(), channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw channel.explained(e);
    }
  }

  private static InputStream opened(String name, Channel channel) throws IOException {
    SevenZFile archive =
        SevenZFile.builder()
            .setSeekableByteChannel(channel)
            .setDefaultName(name)
            .setMaxMemoryLimitKiB(MOST_KIBIBYTES)
            .get();
    SevenZArchiveEntry content = null;
    for (SevenZArchiveEntry entry : archive.getEntries()) {
      if (entry.isDirectory()) {
        continue;
      }
      if (content != null) {
        throw new MalformedDumpException(
            name + ": the archive holds several files; unpack it and give its files", null);
      }
      content = entry;
    }
    if (content == null) {
      throw new MalformedDumpException(name + ": the archive holds no file", null);
    }
    return new Content(archive, archive.getInputStream(content), channel);
  }

  /** The one file, whose checksum is compared at its end. */
  private static final class Content extends FilterInputStream {

    private final SevenZFile archive;
    private final Channel channel;

    Content(SevenZFile archive, InputStream in, Channel channel) {
      super(in);
      this.archive = archive;
      this.channel = channel;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        return super.read(target, offset, length);
      } catch (IOException | RuntimeException e) {
        throw channel.explained(e);
      }
    }

    @Override
    public void close() throws IOException {
      archive.close();
    }
  }

  /** Reads at any place, by opening the file anew where a read does not go on from the last one. */
  private static final class Channel implements SeekableByteChannel {

    private final StoredInput file;
    private InputStream in = InputStream.nullInputStream();
    private long streamPosition = -1;
    private long position;
    private boolean open = true;
    private IOException failure; // null while the storage has thrown none

    Channel(StoredInput file) {
      this.file = file;
    }

    /** Throws on what the storage has thrown; anything else is the fault of the data. */
    MalformedDumpException explained(Exception e) throws IOException {
      if (failure != null) {
        throw failure;
      }
      return e instanceof MalformedDumpException known
          ? known
          : new MalformedDumpException(
              Text.format(
                  "%s: the compressed data are wrong (%s), at about byte %d of the file; %s",
                  file.name(), e.getMessage(), position, MalformedDumpException.DAMAGED),
              e);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
      byte[] bytes = new byte[Math.min(target.remaining(), 1 << 16)];
      int count = read(bytes);
      if (count > 0) {
        target.put(bytes, 0, count);
        position += count;
        streamPosition = position;
      }
      return count;
    }

    private int read(byte[] bytes) throws IOException {
      if (position >= file.bytes()) {
        return -1; // a damaged table leads anywhere
      }
      try {
        if (streamPosition != position) {
          in.close();
          in = file.open(position);
          streamPosition = position;
        }
        return in.read(bytes, 0, bytes.length);
      } catch (IOException e) {
        failure = e;
        throw e;
      }
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
