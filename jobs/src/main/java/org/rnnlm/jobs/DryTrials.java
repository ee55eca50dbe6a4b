package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;

/**
 * What trials would be, without training them: the models, how large they are and for how long they
 * train, so that runs of equal size can be laid out before any is begun.
 *
 * @param keys of settings that the table shows beside each
 * @param rows a trial each, in their order
 */
record DryTrials(List<String> keys, List<Row> rows) {
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
    keys = List.copyOf(keys);
    rows = List.copyOf(rows);
  }

  /** Returns what trials would be. */
  static DryTrials of(List<Trial> trials, List<String> keys) {
    return new DryTrials(keys, trials.stream().map(trial -> row(trial, keys)).toList());
  }

  private static Row row(Trial trial, List<String> keys) {
    RunSetup setup = trial.run().setup();
    Map<String, String> rendered = setup.settings().rendered();
    Map<String, String> shown = new LinkedHashMap<>();
    keys.forEach(key -> shown.put(key, rendered.get(key)));
    return new Row(
        trial.name(),
        setup.model().summary(),
        MemoryEstimate.of(setup.model(), setup.training(), trial.run().shards()).parameters(),
        trial.workers(),
        trial.epochs(),
        shown);
  }

  /** Returns them as a table in Markdown. */
  String table() {
    StringBuilder table =
        new StringBuilder("| run | model | parameters | workers | epochs |")
            .append(keys.stream().map(key -> " " + key + " |").collect(Collectors.joining()))
            .append("\n|---|---|---|---|---|")
            .append("---|".repeat(keys.size()))
            .append('\n');
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
                    row.settings.values().stream()
                        .map(value -> " " + value + " |")
                        .collect(Collectors.joining()))));
    return table.toString();
  }
}
