package org.rnnlm.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * The table of all trials as far as they came, in the trials' order, and its files: {@code
 * comparison.md} and {@code comparison.json}. Several threads may put rows into it.
 */
final class TrialTable {
  private final Folder folder;
  private final List<Trial> trials;
  private final Map<String, ComparisonRow> rows = new HashMap<>();

  /**
   * @param folder that keeps the files
   */
  TrialTable(Folder folder, List<Trial> trials) {
    this.folder = folder;
    this.trials = List.copyOf(trials);
  }

  /** Takes a trial's row in place of the one before, and writes the files anew. */
  synchronized void put(ComparisonRow row) {
    rows.put(row.name(), row);
    folder.write("comparison.md", text());
    folder.write(ComparisonRow.JSON, Json.pretty(rows()));
  }

  /** Returns the rows that there are. */
  synchronized List<ComparisonRow> rows() {
    return trials.stream()
        .map(trial -> Optional.ofNullable(rows.get(trial.name())))
        .flatMap(Optional::stream)
        .toList();
  }

  /** Returns all rows for people; below them, where there are several seeds, what they come to. */
  String text() {
    List<ComparisonRow> all = rows();
    if (all.isEmpty()) {
      return "";
    }
    List<ArmRow> arms = ArmRow.of(all);
    boolean seeded = trials.stream().anyMatch(trial -> !trial.arm().equals(trial.name()));
    return ComparisonRow.table(all) + (seeded ? "\n" + ArmRow.table(arms) : "");
  }
}
