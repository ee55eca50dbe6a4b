package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.prep.dump.DumpHead;
import org.rnnlm.prep.dump.Slice;
import org.rnnlm.prep.text.Wiki;

/**
 * What one task reads of a dump.
 *
 * @param slice of the file; all of it where it cannot be cut
 */
record InputSlice(InputFile file, DumpHead head, Slice slice) implements Serializable {

  /** Returns the wikis that slices are of, by the index of their file. */
  static Map<Integer, Wiki> wikis(List<InputSlice> slices) {
    Map<Integer, Wiki> wikis = new TreeMap<>();
    for (InputSlice slice : slices) {
      wikis.put(slice.file().index(), slice.wiki());
    }
    return wikis;
  }

  Wiki wiki() {
    return new Wiki(head.language(), head.fileNamespaces(), head.categoryNamespaces());
  }
}
