package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.rnnlm.prep.dump.DumpHead;
import org.rnnlm.prep.dump.Slice;
import org.rnnlm.prep.text.Namespaces;

/**
 * What one task reads of a dump.
 *
 * @param slice of the file; all of it where it cannot be cut
 */
record InputSlice(InputFile file, DumpHead head, Slice slice) implements Serializable {

  /** The language of all wikis that slices are of; empty if there are several, or one not known. */
  static String language(List<InputSlice> slices) {
    List<String> languages =
        slices.stream().map(slice -> slice.head().language()).distinct().toList();
    return languages.size() == 1 ? languages.get(0) : "";
  }

  /** The names of the namespaces of all wikis that slices are of. */
  static Namespaces namespaces(List<InputSlice> slices) {
    Set<String> files = new TreeSet<>();
    Set<String> categories = new TreeSet<>();
    for (InputSlice slice : slices) {
      files.addAll(slice.head().fileNamespaces());
      categories.addAll(slice.head().categoryNamespaces());
    }
    return new Namespaces(files, categories);
  }
}
