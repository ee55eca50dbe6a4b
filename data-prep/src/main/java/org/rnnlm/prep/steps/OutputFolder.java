package org.rnnlm.prep.steps;

import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.VocabularyFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The folder that is prepared: marked until it is finished, and as it was before if it fails. */
final class OutputFolder {
  private static final Logger LOG = LoggerFactory.getLogger(OutputFolder.class);
  private static final String UNFINISHED = "_UNFINISHED";

  private final Folder folder;
  private final boolean existed;

  private OutputFolder(Folder folder, boolean existed) {
    this.folder = folder;
    this.existed = existed;
  }

  /**
   * Marks a folder as unfinished.
   *
   * @throws DataException if it is not empty
   */
  static OutputFolder begin(Folder folder) {
    boolean existed = folder.exists();
    requireEmpty(folder);
    folder.write(UNFINISHED, "prepare has not finished this folder\n");
    return new OutputFolder(folder, existed);
  }

  /**
   * @throws DataException if a folder is not empty
   */
  static void requireEmpty(Folder folder) {
    if (!folder.isEmpty()) {
      throw new DataException(occupied(folder));
    }
  }

  private static String occupied(Folder folder) {
    if (folder.exists(UNFINISHED)) {
      return "output "
          + folder
          + " is what a prepare that was interrupted left behind; delete it and run again";
    }
    return "output " + folder + " is not empty; give another folder or delete it";
  }

  Folder folder() {
    return folder;
  }

  void finish() {
    folder.delete(UNFINISHED);
  }

  /** Throws nothing: the failure that came before is what the user must hear of. */
  void tryToClear() {
    try {
      clear();
    } catch (RuntimeException e) {
      LOG.warn("{} could not be cleared; delete it", folder, e);
    }
  }

  private void clear() {
    if (!existed) {
      folder.delete();
      return;
    }
    folder.delete(ShardManifest.NAME);
    for (Split split : Split.values()) {
      folder.child(split.key()).delete();
    }
    folder.delete(VocabularyFile.NAME);
    folder.delete(TokenizerJson.NAME);
    folder.delete(PrepareReport.JSON);
    folder.delete(ReportPage.NAME);
    folder.delete(UNFINISHED);
  }
}
