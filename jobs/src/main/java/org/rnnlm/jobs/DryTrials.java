package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import org.rnnlm.text.Text;

/**
 * What trials would be, without training them: the models, how large they are and for how long they
 * train, so that runs of equal size can be laid out before any is begun.
 *
 * @param columns of settings that the table shows beside each
 * @param rows a trial each, in their order
 */
record DryTrials(SettingColumns columns, List<Row> rows) {
  /**
   * A trial that is not trained.
   *
   * @param run its name
   * @param model in words
   * @param parameters of the model
   * @param workers that train it
   * @param epochs that it trains as a whole
   * @param settings of the shown keys
   */
  record Row(
      String run,
      String model,
      long parameters,
      int workers,
      int epochs,
      Map<String, String> settings) {}

  DryTrials {
    rows = List.copyOf(rows);
  }

  /**
   * Returns what trials would be.
   *
   * @param keys of settings that are to be shown
   */
  static DryTrials of(List<Trial> trials, List<String> keys) {
    SettingColumns columns = new SettingColumns(keys);
    return new DryTrials(columns, trials.stream().map(trial -> row(trial, columns)).toList());
  }

  private static Row row(Trial trial, SettingColumns columns) {
    return new Row(
        trial.name(),
        trial.run().setup().model().summary(),
        trial.parameters(),
        trial.workers(),
        trial.epochs(),
        columns.of(trial));
  }

  /** Returns them as a table in Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder(columns.head("run", "model", "parameters", "workers", "epochs"));
    rows.forEach(
        row ->
            table.append(
                Text.format(
                    "| %s | %s | %,d | %d | %d |%s%n",
                    row.run,
                    row.model,
                    row.parameters,
                    row.workers,
                    row.epochs,
                    columns.cells(row.settings))));
    return table.toString();
  }
}
