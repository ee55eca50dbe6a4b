package org.rnnlm.prep.dump;

import com.github.luben.zstd.ZstdDecompressCtx;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The plain bytes of a zstd file (RFC 8878), of one frame or of many; frames to be skipped are. It
 * ends where the file does, which must be where a frame does. The stream that comes with the
 * library takes a frame that is cut for none where it has met an earlier frame's end in the same
 * read.
 */
final class ZstdStream extends BulkStream {

  private static final int BUFFER = 1 << 17; // a block of a frame

  private final InputStream stored;
  private final byte[] bytes = new byte[BUFFER];
  private final ByteBuffer source = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private final ByteBuffer plain = ByteBuffer.allocateDirect(BUFFER).limit(0);
  private final ZstdDecompressCtx frames = new ZstdDecompressCtx();
  private boolean betweenFrames = true;
  private boolean mayHoldMore; // the decoder, without another byte of the file

  ZstdStream(InputStream stored) {
    this.stored = stored;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!plain.hasRemaining()) {
      if (!source.hasRemaining() && !mayHoldMore && !fill()) {
        if (!betweenFrames) {
          throw new EOFException("the last frame has no end");
        }
        return -1;
      }
      decode();
    }
    int count = Math.min(length, plain.remaining());
    plain.get(target, offset, count);
    return count;
  }

  private void decode() {
    plain.clear();
    betweenFrames = frames.decompressDirectByteBufferStream(plain, source);
    mayHoldMore = !betweenFrames && !plain.hasRemaining();
    plain.flip();
  }

  private boolean fill() throws IOException {
    int count = stored.read(bytes, 0, bytes.length);
    source.clear();
    source.put(bytes, 0, Math.max(0, count)).flip();
    return count > 0;
  }

  @Override
  public void close() throws IOException {
    frames.close();
    stored.close();
  }
}
