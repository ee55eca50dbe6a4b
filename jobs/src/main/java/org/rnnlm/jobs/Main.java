package org.rnnlm.jobs;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The one main class. Exit codes: 0 done, 1 failed, 2 wrong usage or settings. */
@Command(
    name = "rnnlm",
    description = "Trains recurrent language models on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CorpusCommand.class,
      PrepareCommand.class,
      VectorsCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      GenerateCommand.class,
      TranslateCommand.class,
      ClassifyCommand.class,
      CompareCommand.class,
      ReportCommand.class,
      SummaryCommand.class,
      BenchmarkCommand.class,
      VerifyCommand.class,
      InspectCommand.class,
      PlanCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "submit/rnnlm also takes --master M: local[*] (default), local-cluster[n,cores,MB], spark://,",
      "yarn, k8s://.",
      "Paths may be on any Hadoop file system (file:, hdfs:, s3a:).",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or settings."
    })
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    Surroundings.settle();
    Surroundings.warning(Surroundings.charset()).ifPresent(System.err::println);
    int exitCode = run(arguments);
    if (exitCode != 0) { // a YARN driver that exits by itself counts as failed, even with 0
      System.exit(exitCode);
    }
  }

  static int run(String... arguments) {
    Optional<String> refusal =
        Secrets.refusal(arguments)
            .or(Secrets::refusalOfProcess)
            .or(() -> Surroundings.refusal(Surroundings.charset(), arguments));
    if (refusal.isPresent()) {
      System.err.println(refusal.get());
      return CommandLine.ExitCode.USAGE;
    }
    return commandLine().execute(arguments);
  }

  static CommandLine commandLine() {
    CommandLine all =
        new CommandLine(new Main())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler(new Failures())
            .setUsageHelpAutoWidth(true)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    all.getSubcommands().get("plan").setStopAtPositional(true); // the rest is another command's
    return all;
  }
}
