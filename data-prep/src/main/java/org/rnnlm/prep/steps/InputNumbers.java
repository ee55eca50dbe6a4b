package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What the ids of pages and records count within: of dumps the wiki, whose dump may be in many
 * files; a file of records by itself. Two documents of one id are the same one only if they are of
 * the same input.
 *
 * @param byFile number of the input, by the index of the file
 * @param ofDumps whether the files are dumps
 */
record InputNumbers(int[] byFile, boolean ofDumps) implements Serializable {

  /** Returns an input each. */
  static InputNumbers ofFiles(int files) {
    return new InputNumbers(IntStream.range(0, files).toArray(), false);
  }

  /**
   * Returns an input a wiki, in the order of the wikis' names; a dump that names none is one by
   * itself.
   */
  static InputNumbers ofDumps(List<InputSlice> slices) {
    TreeMap<String, List<Integer>> files = new TreeMap<>();
    for (InputSlice slice : slices) {
      String wiki = slice.head().wiki();
      String name = wiki.isEmpty() ? "\uffff" + slice.file().location() : wiki;
      files.computeIfAbsent(name, unseen -> new ArrayList<>()).add(slice.file().index());
    }
    int most = slices.stream().mapToInt(slice -> slice.file().index()).max().orElse(-1);
    int[] byFile = new int[most + 1];
    int number = 0;
    for (List<Integer> ofWiki : files.values()) {
      for (int file : ofWiki) {
        byFile[file] = number;
      }
      number++;
    }
    return new InputNumbers(byFile, true);
  }

  int of(Document document) {
    return byFile[document.source()];
  }
}
