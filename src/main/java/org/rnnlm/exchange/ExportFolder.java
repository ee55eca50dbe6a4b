package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.Content;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;

/** Where an export is written; it remembers which files there are. */
final class ExportFolder {
  private final Folder folder;
  private final List<StoredFile> files = new ArrayList<>();

  ExportFolder(Folder folder) {
    this.folder = folder;
  }

  StoredFile write(String name, Content content) {
    StoredFile file = folder.publish(name, content);
    files.add(file);
    return file;
  }

  void write(String name, String text) {
    files.add(folder.write(name, text));
  }

  /** Reads a file back, proved against what was written. */
  <T> T read(StoredFile file, Folder.Reader<T> reader) {
    return folder.read(file, reader);
  }

  String location(String name) {
    return folder.location(name);
  }

  /** Returns the files in the order in which they were written. */
  List<StoredFile> files() {
    return List.copyOf(files);
  }
}
