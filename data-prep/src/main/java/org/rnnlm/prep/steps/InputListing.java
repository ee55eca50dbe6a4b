package org.rnnlm.prep.steps;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobPattern;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;

/** The files that input paths stand for, and what of their folders is passed over. */
final class InputListing {
  private final boolean labelled;
  private final Configuration configuration;
  private final SortedMap<Path, FileStatus> files = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();
  private PassedOver passedOver = PassedOver.nothing();

  private InputListing(boolean labelled, Configuration configuration) {
    this.labelled = labelled;
    this.configuration = configuration;
  }

  /**
   * @param labelled whether folders of a folder may be classes, whose files belong to it
   * @throws DataException naming every path that gives no file
   */
  static InputListing of(List<String> paths, boolean labelled, Configuration configuration) {
    InputListing listing = new InputListing(labelled, configuration);
    paths.forEach(listing::add);
    Problems.throwIfAny(listing.problems);
    return listing;
  }

  /** Returns each once, sorted by location. */
  List<FileStatus> files() {
    return List.copyOf(files.values());
  }

  PassedOver passedOver() {
    return passedOver;
  }

  private void add(String path) {
    try {
      Path pattern = new Path(path);
      FileSystem fileSystem = pattern.getFileSystem(configuration);
      List<FileStatus> matches = matches(fileSystem, pattern);
      if (matches.isEmpty()) {
        problems.add("input " + path + " does not exist");
        return;
      }
      boolean found = false;
      for (FileStatus match : matches) {
        found |=
            match.isDirectory()
                ? addFolder(fileSystem, match.getPath(), labelled)
                : addMatch(match, matches);
      }
      if (!found) {
        problems.add(
            "input "
                + path
                + " holds no files"
                + (passedOver.isEmpty() ? "" : "; passed over: " + passedOver));
      }
    } catch (FileNotFoundException e) {
      problems.add("input " + path + " does not exist: " + e.getMessage());
    } catch (DataException e) {
      problems.add(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      problems.add("input " + path + " cannot be reached: " + e.getMessage());
    }
  }

  /** A path's name may look like a glob: one that is there stands for itself. */
  private List<FileStatus> matches(FileSystem fileSystem, Path pattern) throws IOException {
    if (fileSystem.exists(pattern)) {
      return List.of(fileSystem.getFileStatus(pattern));
    }
    FileStatus[] matches = fileSystem.globStatus(pattern);
    if (matches == null) {
      return List.of();
    }
    Path folder = pattern.getParent();
    GlobPattern names = new GlobPattern(pattern.getName());
    if (folder != null && names.hasWildcard() && fileSystem.exists(folder)) {
      Set<String> unlisted = LocalNames.unlisted(fileSystem, folder, matches);
      LocalNames.requireShown(folder, unlisted.stream().filter(names::matches).toList());
    }
    return List.of(matches);
  }

  private boolean addMatch(FileStatus file, List<FileStatus> matches) {
    if (matches.size() > 1 && isIndex(file)) {
      passOver(PassedOver.INDEX, file.getPath().getName());
      return false;
    }
    take(file);
    return true;
  }

  /** Adds the files of a folder, and of its folders if these may be classes. */
  private boolean addFolder(FileSystem fileSystem, Path folder, boolean withFolders)
      throws IOException {
    FileStatus[] entries = fileSystem.listStatus(folder);
    Set<String> unlisted = LocalNames.unlisted(fileSystem, folder, entries);
    LocalNames.requireShown(folder, unlisted);
    unlisted.forEach(name -> passOver(PassedOver.UNREACHABLE, name));
    boolean found = false;
    Arrays.sort(entries);
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      if (name.startsWith(".") || name.startsWith("_")) {
        passOver(PassedOver.HIDDEN, name);
      } else if (entry.isDirectory() && withFolders) {
        found |= addFolder(fileSystem, entry.getPath(), false);
      } else if (entry.isDirectory()) {
        passOver(PassedOver.SUBFOLDER, name);
      } else if (isIndex(entry)) {
        passOver(PassedOver.INDEX, name);
      } else {
        take(entry);
        found = true;
      }
    }
    return found;
  }

  /** Each file is read once, however many of the paths stand for it. */
  private void take(FileStatus file) {
    if (files.put(file.getPath(), file) != null) {
      passOver(PassedOver.GIVEN_TWICE, file.getPath().getName());
    }
  }

  private void passOver(String reason, String name) {
    passedOver = passedOver.and(reason, name);
  }

  private static boolean isIndex(FileStatus status) {
    return InputFormat.isIndex(status.getPath().getName());
  }
}
