package org.rnnlm.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.vectors.VectorCoverage;

/** A run's folder: resolved settings, metrics, samples, checkpoints. */
public final class RunFolder {
  private static final String SETTINGS = "settings.conf";
  private static final String NEW_SETTINGS = "settings.conf.new";
  private static final String VECTORS = "vectors.json";
  private static final String LINEAGE = "from.json";
  private static final String KERNELS = "kernels.json";
  private static final String END = "# end of settings\n";

  /** Where drivers claim the run. */
  public static final String CLAIMS = "claims";

  /** What there may be before a run's settings are whole. */
  private static final Set<String> BEFORE_SETTINGS =
      Set.of(SETTINGS, NEW_SETTINGS, VECTORS, LINEAGE, CLAIMS);

  private final Folder folder;

  private RunFolder(Folder folder) {
    this.folder = folder;
  }

  /**
   * Returns a folder for a new run.
   *
   * @param settings the resolved settings, saved with the run
   * @throws DataException if the folder holds something already or cannot be written
   */
  public static RunFolder create(String location, String settings, Configuration configuration) {
    return create(location, settings, Optional.empty(), Optional.empty(), configuration);
  }

  /**
   * Returns a folder for a new run that starts from pretrained vectors or another run's weights, if
   * there are any. The run is begun when its settings are whole, so they are written last.
   */
  public static RunFolder create(
      String location,
      String settings,
      Optional<VectorCoverage> vectors,
      Optional<Lineage> lineage,
      Configuration configuration) {
    Folder folder = Folder.at(location, configuration);
    requireFresh(folder);
    RunFolder run = new RunFolder(folder);
    folder.delete(VECTORS); // of a start that was cut
    folder.delete(LINEAGE);
    vectors.ifPresent(run::write);
    lineage.ifPresent(run::write);
    run.writeSettings(settings);
    return run;
  }

  /** Returns the folder of a training that writes nothing, and has none. */
  public static RunFolder unwritten(String name, Configuration configuration) {
    return new RunFolder(
        Folder.at(System.getProperty("java.io.tmpdir"), configuration).child(name));
  }

  /**
   * Returns the folder of a run that is to go on.
   *
   * @throws DataException if there is no run in it
   */
  public static RunFolder open(String location, Configuration configuration) {
    Folder folder = Folder.at(location, configuration);
    if (!isRun(folder)) {
      throw new DataException(
          folder.location(SETTINGS)
              + " does not exist: there is no run to resume; start it without --resume");
    }
    return new RunFolder(folder);
  }

  /** Returns whether there is a run in a folder. */
  public static boolean isRun(Folder folder) {
    return folder.exists(SETTINGS) || folder.exists(NEW_SETTINGS);
  }

  /**
   * Returns whether a run may be begun in a folder: it is empty, but for what a driver left that
   * ended while it began one.
   */
  public static boolean isFresh(Folder folder) {
    List<String> names = new ArrayList<>(folder.folders());
    names.addAll(folder.files());
    return BEFORE_SETTINGS.containsAll(names) && wholeSettings(folder).isEmpty();
  }

  /**
   * @throws DataException if a folder is in use, so that no run may be begun in it
   */
  public static void requireFresh(Folder folder) {
    if (!isFresh(folder)) {
      throw new DataException(
          folder
              + (wholeSettings(folder).isPresent()
                  ? " is not empty, but a run; go on with it by --resume, or give another folder"
                      + " with --run"
                  : " is not empty, and holds no run; give another folder with --run"));
    }
  }

  private static Optional<String> wholeSettings(Folder folder) {
    return Stream.of(SETTINGS, NEW_SETTINGS)
        .filter(folder::exists)
        .map(folder::readText)
        .filter(text -> text.endsWith(END))
        .findFirst();
  }

  /**
   * Returns the settings that the run was begun or last went on with.
   *
   * @throws DataException if a crash cut them
   */
  public String settings() {
    return wholeSettings(folder)
        .orElseThrow(
            () ->
                new DataException(
                    isFresh(folder)
                        ? folder.location(SETTINGS)
                            + " was cut by a crash before anything was trained; start the run"
                            + " again, without --resume"
                        : folder.location(SETTINGS) + " was cut or changed; restore a copy of it"));
  }

  /** Saves the settings that the run goes on with; one whole copy is there at any moment. */
  public void writeSettings(String settings) {
    String text = settings.endsWith(END) ? settings : settings + END;
    folder.write(NEW_SETTINGS, text);
    folder.write(SETTINGS, text);
    folder.sync();
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
  private void write(VectorCoverage vectors) {
    folder.write(VECTORS, Json.pretty(vectors));
  }

  /** Returns what pretrained vectors the run starts from, if any. */
  public Optional<VectorCoverage> vectors() {
    return folder.exists(VECTORS)
        ? Optional.of(
            Json.read(folder.readText(VECTORS), VectorCoverage.class, folder.location(VECTORS)))
        : Optional.empty();
  }

  /** Saves whose weights the run starts from. */
  private void write(Lineage lineage) {
    folder.write(LINEAGE, Json.pretty(lineage));
  }

  /** Returns whose weights the run started from, if any. */
  public Optional<Lineage> lineage() {
    return folder.exists(LINEAGE)
        ? Optional.of(Json.read(folder.readText(LINEAGE), Lineage.class, folder.location(LINEAGE)))
        : Optional.empty();
  }

  /** Saves in which forms the run's kernels are. */
  public void write(KernelPlan kernels) {
    folder.write(KERNELS, Json.pretty(kernels));
  }

  /** Returns in which forms the run's kernels are; nothing if they were not measured. */
  public Optional<KernelPlan> kernels() {
    return folder.exists(KERNELS)
        ? Optional.of(
            Json.read(folder.readText(KERNELS), KernelPlan.class, folder.location(KERNELS)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return folder.toString();
  }
}
