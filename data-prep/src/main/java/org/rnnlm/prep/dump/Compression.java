package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.zstandard.ZstdCompressorInputStream;

/** Tells a compressed stream by its first bytes, whatever the file is called. */
enum Compression {
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

  static Compression of(SourceStream in) throws IOException {
    for (Compression compression : values()) {
      if (in.startsWith(compression.magic)) {
        return compression;
      }
    }
    throw new AssertionError("no magic bytes fit every file");
  }
}
