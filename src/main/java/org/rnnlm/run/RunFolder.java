package org.rnnlm.run;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.vectors.VectorCoverage;

/** A run's folder: resolved settings, metrics, samples, checkpoints. */
public final class RunFolder {
  private static final String SETTINGS = "settings.conf";
  private static final String NEW_SETTINGS = "settings.conf.new";
  private static final String VECTORS = "vectors.json";
  private static final String END = "# end of settings\n";

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
    RunFolder run = new RunFolder(folder);
    run.writeSettings(settings);
    return run;
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

  /** Whether there is a run in a folder. */
  public static boolean isRun(Folder folder) {
    return folder.exists(SETTINGS);
  }

  /**
   * The settings that the run was begun or last went on with.
   *
   * @throws DataException if a crash cut them
   */
  public String settings() {
    for (String file : new String[] {SETTINGS, NEW_SETTINGS}) {
      String text = folder.exists(file) ? folder.readText(file) : "";
      if (text.endsWith(END)) {
        return text;
      }
    }
    throw new DataException(folder.location(SETTINGS) + " was cut by a crash; start another run");
  }

  /** Saves the settings that the run goes on with; one whole copy is there at any moment. */
  public void writeSettings(String settings) {
    String text = settings.endsWith(END) ? settings : settings + END;
    folder.write(NEW_SETTINGS, text);
    folder.write(SETTINGS, text);
    folder.delete(NEW_SETTINGS);
  }

  public String settingsLocation() {
    return folder.location(SETTINGS);
  }

  public CheckpointStore checkpoints() {
    return CheckpointStore.of(folder);
  }

  public SampleFiles samples() {
    return SampleFiles.of(folder);
  }

  public Folder folder() {
    return folder;
  }

  /** Saves what pretrained vectors the run starts from. */
  public void write(VectorCoverage vectors) {
    folder.write(VECTORS, Json.pretty(vectors));
  }

  /** What pretrained vectors the run starts from, if any. */
  public Optional<VectorCoverage> vectors() {
    return folder.exists(VECTORS)
        ? Optional.of(
            Json.read(folder.readText(VECTORS), VectorCoverage.class, folder.location(VECTORS)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
