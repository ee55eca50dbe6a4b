package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.report.Reports;
import org.rnnlm.run.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code report}: writes the page of a run or a comparison anew. */
@Command(
    name = "report",
    description = {
      "Writes report.html of a run or a comparison anew.",
      "It is made from what is in their folder. Training writes it too, with each checkpoint; open"
          + " it in a browser."
    },
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RUN-or-COMPARISON",
      description = "Names the folder of a run or a comparison.")
  private String location;

  private final ConsoleOptions console;

  ReportCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.current();
    Folder folder = Folder.at(location, hadoop);
    if (RunFolder.isRun(folder)) {
      Reports.writeRun(
          folder, TrainSettings.rows(RunFolder.open(location, hadoop)), Checkpoints::warn);
    } else {
      writeComparison(folder, hadoop);
    }
    System.out.println("report     " + folder.location(Reports.FILE));
    console.result(Map.of("report", folder.location(Reports.FILE)));
    return 0;
  }

  private static void writeComparison(Folder folder, Configuration hadoop) {
    List<String> runs = runs(folder);
    if (runs.isEmpty()) {
      throw new DataException(
          folder
              + " holds neither a run nor a comparison's runs; give the --run of train, or the"
              + " --output of compare or search");
    }
    new Reports.Comparison(
            folder, run -> ComparisonReporter.settings(run, hadoop), Checkpoints::warn)
        .write(runs);
  }

  /** In the order of the comparison as far as its table goes, then by name. */
  private static List<String> runs(Folder folder) {
    List<String> names = new ArrayList<>();
    if (folder.exists(ComparisonRow.JSON)) {
      ComparisonRow.read(folder).forEach(row -> names.add(row.name()));
    }
    folder.folders().stream()
        .filter(name -> !names.contains(name) && RunFolder.isRun(folder.child(name)))
        .forEach(names::add);
    return names;
  }
}
