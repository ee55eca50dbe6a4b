package org.rnnlm.prep.table;

import org.rnnlm.io.DamagedException;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.FormatHeader;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;

/** A table that was written, as its manifest tells. */
public record StoredTable(Folder folder, TableManifest manifest) {
  /** The folder of the parts, which other programs read as a table. */
  public static final String ROWS = "rows";

  /** Returns whether a folder holds a manifest that says that it is a table. */
  public static boolean isTable(Folder folder) {
    return folder.exists(TableManifest.NAME)
        && TableManifest.FORMAT.equals(
            Json.read(
                    folder.readText(TableManifest.NAME),
                    FormatHeader.class,
                    folder.location(TableManifest.NAME))
                .format());
  }

  /**
   * @throws DataException if the folder is no complete table
   */
  public static StoredTable open(Folder folder) {
    String origin = folder.location(TableManifest.NAME);
    String text = folder.readText(TableManifest.NAME);
    FormatHeader.require(text, TableManifest.FORMAT, TableManifest.VERSION, origin);
    return new StoredTable(folder, Json.read(text, TableManifest.class, origin));
  }

  /**
   * Proves all parts against the manifest.
   *
   * @return the rows that they hold
   * @throws DamagedException if a part is missing, or not what was written
   */
  public long prove() {
    long rows = 0;
    for (TableManifest.Part part : manifest.parts()) {
      StoredFile file = part.file();
      folder.prove(file);
      rows += part.written();
    }
    if (rows != manifest.written()) {
      throw new DamagedException(
          folder.location(TableManifest.NAME)
              + " says that the table has "
              + manifest.written()
              + " rows, and its parts "
              + rows);
    }
    return rows;
  }
}
