package org.rnnlm.train;

import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** A run's folder: resolved settings, metrics, samples, checkpoints. */
public final class RunFolder {
  private static final String SETTINGS = "settings.conf";

  private final Folder folder;

  private RunFolder(Folder folder) {
    this.folder = folder;
  }

  /**
   * A folder for a new run.
   *
   * @param settings the resolved settings, saved with the run
   * @throws DataException if the folder holds something already or cannot be written
   */
  public static RunFolder create(String location, String settings, Configuration configuration) {
    Folder folder = Folder.at(location, configuration);
    if (!folder.isEmpty()) {
      throw new DataException(
          folder
              + " is not empty; go on with that run by --resume, or give another folder with --run");
    }
    folder.write(SETTINGS, settings);
    return new RunFolder(folder);
  }

  /**
   * The folder of a run that is to go on.
   *
   * @throws DataException if there is no run in it
   */
  public static RunFolder open(String location, Configuration configuration) {
    Folder folder = Folder.at(location, configuration);
    if (!folder.exists(SETTINGS)) {
      throw new DataException(
          folder.location(SETTINGS)
              + " does not exist: there is no run to resume; start it without --resume");
    }
    return new RunFolder(folder);
  }

  /** The settings that the run was started with. */
  public String settings() {
    return folder.readText(SETTINGS);
  }

  public String settingsLocation() {
    return folder.location(SETTINGS);
  }

  public CheckpointStore checkpoints() {
    return CheckpointStore.of(folder);
  }

  Folder folder() {
    return folder;
  }

  /** Saves an epoch's sample text. */
  void writeSample(int epoch, String text) {
    folder.child("samples").write("epoch-%04d.txt".formatted(epoch), text + "\n");
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
