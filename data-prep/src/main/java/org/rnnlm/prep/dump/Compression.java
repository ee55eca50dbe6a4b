package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Tells a compressed stream by its first bytes, whatever the file is called. */
public enum Compression {
  BZIP2('B', 'Z', 'h') {
    @Override
    InputStream open(InputStream in) throws IOException {
      boolean allStreams = true; // multistream dumps are many streams one after another
      return new BZip2CompressorInputStream(in, allStreams);
    }
  },
  GZIP(0x1f, 0x8b) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new GZIPInputStream(in, 1 << 16);
    }
  },
  ZSTD(0x28, 0xb5, 0x2f, 0xfd) {
    @Override
    InputStream open(InputStream in) throws IOException {
      return new ZstdCompressorInputStream(in);
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

  /** A stream of the plain bytes; closing it closes the given one. */
  abstract InputStream open(InputStream in) throws IOException;

  /** Whether reading can begin at places in the middle of a file. */
  boolean hasPlaces() {
    return this == BZIP2 || this == NONE;
  }

  static Compression of(SourceStream in) throws IOException {
    for (Compression compression : values()) {
      if (in.startsWith(compression.magic)) {
        return compression;
      }
    }
    throw new AssertionError("no magic bytes fit every file");
  }

  static Compression of(StoredInput file) throws IOException {
    try (SourceStream start = new SourceStream(file.open(0))) {
      return of(start);
    }
  }
}
