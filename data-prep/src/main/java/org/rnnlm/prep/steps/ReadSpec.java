package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Objects;
import org.rnnlm.prep.records.RecordSpec;

/**
 * How inputs are read. What comes out does not depend on how much a task reads.
 *
 * @param splitBytes about how much of a file one task reads; 0 for whole files
 * @param pageCharacters pages whose text is longer are left out and counted
 * @param records which fields of records are read
 * @param badShare of the records, how many may be flawed
 */
public record ReadSpec(long splitBytes, int pageCharacters, RecordSpec records, double badShare)
    implements Serializable {

  /** Below this a task would mostly read what others read too. */
  public static final long LEAST_SPLIT_BYTES = 1 << 16;

  public ReadSpec {
    Objects.requireNonNull(records, "records");
    if (splitBytes != 0 && splitBytes < LEAST_SPLIT_BYTES || pageCharacters < 1) {
      throw new IllegalArgumentException(
          "split bytes "
              + splitBytes
              + " (0, or at least "
              + LEAST_SPLIT_BYTES
              + "), page characters "
              + pageCharacters
              + " (at least 1)");
    }
    if (!(badShare >= 0 && badShare <= 1)) {
      throw new IllegalArgumentException("share of bad records " + badShare);
    }
  }

  /** Makes the specification of records that have a field {@code text}, and no flaws. */
  public ReadSpec(long splitBytes, int pageCharacters) {
    this(splitBytes, pageCharacters, new RecordSpec("text", "", "", pageCharacters), 0);
  }
}
