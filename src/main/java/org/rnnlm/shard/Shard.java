package org.rnnlm.shard;

import java.io.Serializable;
import org.rnnlm.io.StoredFile;

/**
 * One Parquet file of a shard set.
 *
 * @param file name relative to the shard set's folder, size and hash
 * @param firstSequence the {@code sequence} of its first record
 * @param records how many records it has
 */
public record Shard(StoredFile file, long firstSequence, int records) implements Serializable {
  public Shard {
    if (firstSequence < 0 || records < 1) {
      throw new IllegalArgumentException(
          "shard " + file.name() + " has " + records + " records from " + firstSequence);
    }
  }
}
