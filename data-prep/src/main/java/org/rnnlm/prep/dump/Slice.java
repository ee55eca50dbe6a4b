package org.rnnlm.prep.dump;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch of a stored file, as bytes {@code from} to {@code to - 1}. The pages that begin in it
 * are its own: in plain XML those whose {@code <page>} does, in bzip2 those whose {@code <page>}
 * begins in a block that begins there. So every page belongs to exactly one slice, however the file
 * is cut.
 */
public record Slice(long from, long to) implements Serializable {

  public Slice {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("a slice from byte " + from + " to " + to);
    }
  }

  /** Cuts a file into slices of a size; the last may be smaller. An empty file is one slice. */
  public static List<Slice> of(long fileBytes, long sliceBytes) {
    List<Slice> slices = new ArrayList<>();
    if (fileBytes == 0) {
      slices.add(new Slice(0, 0));
    }
    for (long from = 0; from < fileBytes; from += sliceBytes) {
      slices.add(new Slice(from, Math.min(fileBytes, from + sliceBytes)));
    }
    return slices;
  }
}
