package org.rnnlm.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rnnlm.io.Folder;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.RunFolder;
import org.rnnlm.text.Text;

/** Writes {@code report.html} of runs and comparisons, made of what is in their folders. */
public final class Reports {
  public static final String FILE = "report.html";

  private Reports() {}

  /**
   * Makes a run's, whose newest whole checkpoint tells the epochs. A reader sees the old page or
   * the new one, never a part.
   *
   * @param settings of the run
   * @param passedOver is told of each newer checkpoint that is damaged
   * @throws org.rnnlm.io.DataException if the run cannot be read, or the page not be written
   */
  public static void writeRun(Folder run, List<SettingRow> settings, Consumer<String> passedOver) {
    writeRun(run, settings, RunFiles.epochs(run, passedOver));
  }

  /**
   * Makes that of a run that goes on and knows its epochs: no checkpoint is read.
   *
   * @param settings of the run
   * @param epochs that are done
   * @throws org.rnnlm.io.DataException if the run cannot be read, or the page not be written
   */
  public static void writeRun(Folder run, List<SettingRow> settings, List<EpochMetrics> epochs) {
    publish(run, RunPage.of(RunFiles.read(run, settings, epochs)));
  }

  private static void publish(Folder folder, String page) {
    folder.publish(FILE, page.getBytes(StandardCharsets.UTF_8));
  }

  /** Makes that of a comparison that goes on: runs are read when they come on, and else once. */
  public static final class Comparison {
    private final Folder folder;
    private final Function<Folder, List<SettingRow>> settings;
    private final Consumer<String> passedOver;
    private final Map<String, RunFiles> known = new LinkedHashMap<>();

    /**
     * @param folder holds the runs' folders
     * @param settings of a run
     * @param passedOver is told of each checkpoint that is damaged, and an older one taken
     */
    public Comparison(
        Folder folder, Function<Folder, List<SettingRow>> settings, Consumer<String> passedOver) {
      this.folder = folder;
      this.settings = settings;
      this.passedOver = passedOver;
    }

    /** A run has come to the end of an epoch; it is read anew. */
    public synchronized void reached(String run, List<EpochMetrics> epochs) {
      Folder place = folder.child(run);
      known.put(run, RunFiles.read(place, settings.apply(place), epochs));
    }

    /**
     * Writes the page of the runs so far.
     *
     * @param names of all runs, in the comparison's order; those that are not begun yet, or are
     *     just being begun, are left out
     */
    public synchronized void write(List<String> names) {
      List<RunFiles> runs = new ArrayList<>();
      for (String name : names) {
        if (!known.containsKey(name) && !RunFolder.isFresh(folder.child(name))) {
          known.put(name, read(name));
        }
        if (known.containsKey(name)) {
          runs.add(known.get(name));
        }
      }
      String lead =
          Text.format(
              "%d of %d runs begun; losses are on the validation split", runs.size(), names.size());
      publish(folder, ComparisonPage.of(folder.name(), lead, runs));
    }

    private RunFiles read(String run) {
      Folder place = folder.child(run);
      return RunFiles.read(place, settings.apply(place), RunFiles.epochs(place, passedOver));
    }
  }
}
