package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.rnnlm.text.Text;

/** Tells a compressed stream by its first bytes, whatever the file is called. */
public enum Compression {
  BZIP2('B', 'Z', 'h') {
    @Override
    InputStream open(InputStream in) {
      return new Bzip2Stream(in);
    }
  },
  GZIP(0x1f, 0x8b) {
    @Override
    InputStream open(InputStream in) {
      return new GzipStream(in);
    }
  },
  ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
    /** Or a frame to be skipped, with which pzstd and others begin: one of 16 kinds. */
    @Override
    boolean begins(SourceStream in) throws IOException {
      for (int kind = 0x50; kind < 0x60; kind++) {
        if (in.startsWith(kind, 0x2a, 0x4d, 0x18)) {
          return true;
        }
      }
      return super.begins(in);
    }

    @Override
    InputStream open(InputStream in) {
      return new ZstdStream(in);
    }
  },
  /** An archive, whose table stands at its end: it needs the file, not a stream. */
  SEVEN_ZIP('7', 'z', 0xbc, 0xaf, 0x27, 0x1c) {
    @Override
    InputStream open(InputStream in) throws IOException {
      throw new IOException("a 7z archive can be read from a file only");
    }
  },
  NONE {
    @Override
    InputStream open(InputStream in) {
      return in;
    }
  };

  private final int[] magic;

  Compression(int... magic) {
    this.magic = magic;
  }

  /** Returns a stream of the plain bytes; closing it closes the given one. */
  abstract InputStream open(InputStream in) throws IOException;

  /** Returns whether reading can begin at places in the middle of a file. */
  boolean hasPlaces() {
    return this == BZIP2 || this == NONE;
  }

  boolean begins(SourceStream in) throws IOException {
    return in.startsWith(magic);
  }

  static Compression of(SourceStream in) throws IOException {
    for (Compression compression : values()) {
      if (compression.begins(in)) {
        return compression;
      }
    }
    throw new AssertionError("no magic bytes fit every file");
  }

  /**
   * @throws MalformedDumpException if the file is called compressed and is not: its beginning is
   *     lost, or all of it
   */
  static Compression of(StoredInput file) throws IOException {
    Compression found;
    try (SourceStream start = new SourceStream(file.open(0))) {
      found = of(start);
    }
    if (found == NONE && file.name().toLowerCase(Locale.ROOT).matches("(?s).*\\.(bz2|gz|zst|7z)")) {
      throw new MalformedDumpException(
          Text.format(
              "%s: it does not begin as a compressed file does, at byte 0 of %d; restore a whole"
                  + " copy, or give it another name if it is not compressed",
              file.name(), file.bytes()),
          null);
    }
    return found;
  }
}
