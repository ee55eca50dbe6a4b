package org.rnnlm.prep.table;

import java.util.List;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder that a table is written to: marked until it is finished, and cleared if that fails.
 */
final class TableFolder {
  private static final Logger LOG = LoggerFactory.getLogger(TableFolder.class);
  private static final String UNFINISHED = "_UNFINISHED_TABLE";

  private final Folder folder;
  private final boolean existed;

  private TableFolder(Folder folder, boolean existed) {
    this.folder = folder;
    this.existed = existed;
  }

  /**
   * Looks whether a folder may be written to.
   *
   * @param overwrite whether a table in it may be replaced
   * @param inputs full locations of the input's files
   * @throws DataException if it holds anything else, or an input
   */
  static void check(Folder folder, boolean overwrite, List<String> inputs) {
    if (folder.isEmpty()) {
      return;
    }
    boolean unfinished = folder.exists(UNFINISHED);
    if (!unfinished && !StoredTable.isTable(folder)) {
      throw new DataException(
          Text.format("output %s is not empty; give another folder or delete it", folder));
    }
    if (!overwrite) {
      throw new DataException(
          Text.format(
              "output %s %s; give another folder, or put the new table in its place by --overwrite",
              folder,
              unfinished
                  ? "is what was left of a table when it was interrupted"
                  : "holds a table already"));
    }
    String inside = new Path(folder.uri()).toUri().getPath() + "/";
    for (String input : inputs) {
      if (new Path(input).toUri().getPath().startsWith(inside)) {
        throw new DataException(
            Text.format(
                "input %s lies in the output %s, which --overwrite would delete; give another"
                    + " output",
                input, folder));
      }
    }
  }

  /** Empties a folder that {@link #check} has let pass, and marks it as unfinished. */
  static TableFolder begin(Folder folder) {
    boolean existed = folder.exists();
    if (!folder.isEmpty()) {
      folder.write(UNFINISHED, "to be replaced\n");
      clear(folder);
    }
    folder.write(UNFINISHED, "this table is not finished\n");
    return new TableFolder(folder, existed);
  }

  Folder folder() {
    return folder;
  }

  /** Deletes what tasks that were killed left behind. */
  void tidy() {
    folder.child(StoredTable.ROWS).deleteUnpublished();
  }

  void finish() {
    folder.delete(UNFINISHED);
  }

  /** Throws nothing: the failure that came before is what the user must hear of. */
  void tryToClear() {
    try {
      if (existed) {
        clear(folder);
        folder.delete(UNFINISHED);
      } else {
        folder.delete();
      }
    } catch (RuntimeException e) {
      LOG.warn("{} could not be cleared; delete it", folder, e);
    }
  }

  private static void clear(Folder folder) {
    folder.delete(TableManifest.NAME); // first: what is left is no table
    folder.delete(TableReport.NAME);
    folder.delete(TableReportPage.NAME);
    folder.child(StoredTable.ROWS).delete();
  }
}
