package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

/**
 * The files that input paths stand for: files, globs, and the files of folders but for hidden ones
 * and the indices of multistream dumps. Sorted by location, each once. Where texts are labelled by
 * folders, a folder of folders stands for the files of those, and the folder that a text file lies
 * in is its class.
 *
 * @param format of all of them
 * @param passedOver what lies in the folders and is not read
 */
record InputFiles(List<InputFile> files, InputFormat format, PassedOver passedOver) {

  /** How many names a message gives. */
  private static final int NAMED = 5;

  /**
   * @param wanted the format, or empty to tell it by the names
   * @throws DataException naming the paths that give no file, or the files whose format is not
   *     clear
   */
  static InputFiles of(
      List<String> paths,
      Optional<InputFormat> wanted,
      boolean labelled,
      Configuration configuration) {
    InputListing listing = InputListing.of(paths, labelled, configuration);
    List<FileStatus> sorted = listing.files();
    InputFormat format = wanted.orElseGet(() -> formatOf(sorted));
    boolean byFolder = labelled && format.content() == InputContent.TEXT;
    return new InputFiles(files(sorted, byFolder), format, listing.passedOver());
  }

  private static List<InputFile> files(List<FileStatus> sorted, boolean byFolder) {
    Map<String, Integer> before = new HashMap<>(); // files by name
    List<InputFile> files = new ArrayList<>();
    for (FileStatus status : sorted) {
      String folder = byFolder ? status.getPath().getParent().getName() : "";
      String name = (byFolder ? folder + "/" : "") + status.getPath().getName();
      long id = DocumentIds.ofFile(name, before.merge(name, 1, Integer::sum) - 1);
      files.add(
          new InputFile(status.getPath().toString(), files.size(), status.getLen(), id, folder));
    }
    return files;
  }

  private static InputFormat formatOf(List<FileStatus> files) {
    List<String> unknown = new ArrayList<>();
    Map<InputFormat, String> firsts = new TreeMap<>(Comparator.comparing(InputFormat::key));
    for (FileStatus file : files) {
      Optional<InputFormat> format = InputFormat.ofName(file.getPath().getName());
      format.ifPresent(known -> firsts.putIfAbsent(known, file.getPath().toString()));
      if (format.isEmpty()) {
        unknown.add(file.getPath().toString());
      }
    }
    List<String> problems = new ArrayList<>();
    if (!unknown.isEmpty()) {
      problems.add(
          Text.format(
              "the names of %d input files tell no format: %s; they may end in %s, or set"
                  + " prepare.format",
              unknown.size(), named(unknown), InputFormat.endings()));
    }
    if (firsts.size() > 1) {
      problems.add(
          "input files are of several formats, which are prepared one after the other: " + firsts);
    }
    Problems.throwIfAny(problems);
    return firsts.keySet().iterator().next();
  }

  private static String named(List<String> names) {
    return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
        + (names.size() > NAMED ? " and others" : "");
  }

  long bytes() {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }
}
