package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * How inputs are read. What comes out depends on the limit only.
 *
 * @param splitBytes about how much of a file one task reads; 0 for whole files
 * @param pageCharacters pages whose text is longer are left out and counted
 */
public record ReadSpec(long splitBytes, int pageCharacters) implements Serializable {

  /** Below this a task would mostly read what others read too. */
  public static final long LEAST_SPLIT_BYTES = 1 << 16;

  public ReadSpec {
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
  }
}
