package org.rnnlm.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.rnnlm.io.Folder;
import org.rnnlm.text.Text;

/** Writes {@code report.html} of runs and comparisons, made of what is in their folders. */
public final class Reports {
  public static final String FILE = "report.html";

  private Reports() {}

  /**
   * Of a run. A reader sees the old page or the new one, never a part.
   *
   * @param settings of the run
   * @throws org.rnnlm.io.DataException if the run cannot be read, or the page not be written
   */
  public static void writeRun(Folder run, List<SettingRow> settings) {
    publish(run, RunPage.of(RunFiles.read(run, settings)));
  }

  private static void publish(Folder folder, String page) {
    folder.publish(FILE, page.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a comparison that goes on: runs that are done are read once. */
  public static final class Comparison {
    private final Folder folder;
    private final Function<Folder, List<SettingRow>> settings;
    private final Map<String, RunFiles> done = new LinkedHashMap<>();

    /**
     * @param folder holds the runs' folders
     * @param settings of a run
     */
    public Comparison(Folder folder, Function<Folder, List<SettingRow>> settings) {
      this.folder = folder;
      this.settings = settings;
    }

    /** A run has ended, and is read for the last time. */
    public synchronized void finished(String run) {
      done.put(run, read(run));
    }

    /**
     * Writes the page of the runs so far.
     *
     * @param names of all runs, in the comparison's order; those without a folder yet are left out
     */
    public synchronized void write(List<String> names) {
      List<RunFiles> runs = new ArrayList<>();
      for (String name : names) {
        if (done.containsKey(name)) {
          runs.add(done.get(name));
        } else if (!folder.child(name).isEmpty()) {
          runs.add(read(name));
        }
      }
      String lead =
          Text.format(
              "%d of %d runs begun; losses are on the validation split", runs.size(), names.size());
      publish(folder, ComparisonPage.of(folder.name(), lead, runs));
    }

    private RunFiles read(String run) {
      Folder place = folder.child(run);
      return RunFiles.read(place, settings.apply(place));
    }
  }
}
