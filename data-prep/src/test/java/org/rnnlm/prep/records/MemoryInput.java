package org.rnnlm.prep.records;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.rnnlm.prep.dump.StoredInput;

/** A file in memory. */
record MemoryInput(String name, byte[] content) implements StoredInput {
  @Override
  public long bytes() {
    return content.length;
  }

  @Override
  public InputStream open(long position) {
    int start = Math.toIntExact(position);
    return new ByteArrayInputStream(content, start, content.length - start);
  }
}
