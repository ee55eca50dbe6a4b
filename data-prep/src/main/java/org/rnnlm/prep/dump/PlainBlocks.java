package org.rnnlm.prep.dump;

import java.io.IOException;
import java.io.InputStream;

/** A file that is not compressed, cut where the slice ends. */
final class PlainBlocks implements Blocks {

  private final InputStream in;
  private final byte[] bytes = new byte[1 << 16];
  private long ownLeft;
  private boolean own;
  private int length;

  PlainBlocks(StoredInput file, Slice slice) throws IOException {
    in = file.open(slice.from());
    ownLeft = slice.to() - slice.from();
  }

  @Override
  public boolean advance() throws IOException {
    own = ownLeft > 0;
    int most = own ? (int) Math.min(bytes.length, ownLeft) : bytes.length;
    length = Math.max(0, in.read(bytes, 0, most));
    ownLeft -= own ? length : 0;
    return length > 0;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean own() {
    return own;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
