package org.rnnlm.prep.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;

/**
 * The files that input paths stand for: files, globs, and the files of folders but for hidden ones
 * and the indices of multistream dumps. Sorted by location, each once. Where texts are labelled by
 * folders, a folder of folders stands for the files of those, and the folder that a text file lies
 * in is its class.
 *
 * @param format of all of them
 */
record InputFiles(List<InputFile> files, InputFormat format) {

  /**
   * @param wanted the format, or empty to tell it by the names
   * @throws DataException naming the path that gives no file, or the files whose format is not
   *     clear
   */
  static InputFiles of(
      List<String> paths,
      Optional<InputFormat> wanted,
      boolean labelled,
      Configuration configuration) {
    List<FileStatus> found = new ArrayList<>();
    for (String path : paths) {
      found.addAll(expand(path, labelled, configuration));
    }
    List<FileStatus> sorted =
        found.stream()
            .collect(Collectors.toMap(FileStatus::getPath, status -> status, (one, same) -> one))
            .values()
            .stream()
            .sorted(Comparator.comparing(FileStatus::getPath))
            .toList();
    InputFormat format = wanted.orElseGet(() -> formatOf(sorted));
    return new InputFiles(files(sorted, labelled && format.content() == InputContent.TEXT), format);
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

  private static List<FileStatus> expand(
      String path, boolean labelled, Configuration configuration) {
    try {
      Path pattern = new Path(path);
      FileSystem fileSystem = pattern.getFileSystem(configuration);
      FileStatus[] matches =
          fileSystem.exists(pattern)
              ? new FileStatus[] {
                fileSystem.getFileStatus(pattern)
              } // its name may look like a glob
              : fileSystem.globStatus(pattern);
      if (matches == null || matches.length == 0) {
        throw new DataException("input " + path + " does not exist");
      }
      List<FileStatus> files = new ArrayList<>();
      for (FileStatus match : matches) {
        if (match.isFile()) {
          if (matches.length == 1 || !isIndex(match)) {
            files.add(match);
          }
          continue;
        }
        files.addAll(files(fileSystem, match.getPath(), labelled));
      }
      if (files.isEmpty()) {
        throw new DataException("input " + path + " holds no files");
      }
      return files;
    } catch (IOException | IllegalArgumentException e) {
      throw new DataException("input " + path + " cannot be reached: " + e.getMessage(), e);
    }
  }

  /** Of a folder, and of its folders if these may be classes. */
  private static List<FileStatus> files(FileSystem fileSystem, Path folder, boolean labelled)
      throws IOException {
    List<FileStatus> files = new ArrayList<>();
    for (FileStatus status : fileSystem.listStatus(folder)) {
      if (!isVisible(status)) {
        continue;
      }
      if (status.isFile() && !isIndex(status)) {
        files.add(status);
      } else if (status.isDirectory() && labelled) {
        files.addAll(files(fileSystem, status.getPath(), false));
      }
    }
    return files;
  }

  private static boolean isVisible(FileStatus status) {
    String name = status.getPath().getName();
    return !name.startsWith(".") && !name.startsWith("_");
  }

  private static boolean isIndex(FileStatus status) {
    return InputFormat.isIndex(status.getPath().getName());
  }

  private static InputFormat formatOf(List<FileStatus> files) {
    InputFormat first = null;
    for (FileStatus file : files) {
      InputFormat format =
          InputFormat.ofName(file.getPath().getName())
              .orElseThrow(
                  () ->
                      new DataException(
                          "input "
                              + file.getPath()
                              + " has by its name none of the formats "
                              + InputFormat.endings()
                              + "; set prepare.format"));
      if (first != null && !format.equals(first)) {
        throw new DataException(
            "input files are of several formats: "
                + files.get(0).getPath()
                + " is "
                + first.key()
                + " and "
                + file.getPath()
                + " is "
                + format.key()
                + "; prepare them one after the other");
      }
      first = format;
    }
    return first;
  }

  long bytes() {
    return files.stream().mapToLong(InputFile::bytes).sum();
  }
}
