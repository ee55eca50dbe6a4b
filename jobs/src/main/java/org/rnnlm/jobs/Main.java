package org.rnnlm.jobs;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The one main class. Exit codes: 0 done, 1 failed, 2 wrong usage or settings. */
@Command(
    name = "rnnlm",
    description = "Trains recurrent language models on Apache Spark.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "submit/rnnlm also takes --master M: local[*] (default), local-cluster[n,cores,MB],"
          + " spark://, yarn, k8s://.",
      "Paths may be on any Hadoop file system (file:, hdfs:, s3a:).",
      "Exit codes: 0 done, 1 failed, 2 wrong usage or settings."
    })
public final class Main {
  // Classes, not lambdas: Java archives no lambda, nor what makes one, of interfaces as old as
  // picocli's (see submit/rnnlm, make_archive).

  /** Tells of a command that failed. */
  private static final class OnFailure implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, ParseResult parsed) {
      return Failures.tell(failure, command.getErr());
    }
  }

  /** Tells of arguments that cannot be read. */
  private static final class OnWrongUsage implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
      return WrongUsage.tell(failure);
    }
  }

  /** Runs the command that was asked for, once it is known how much it may tell. */
  private static final class Settled implements IExecutionStrategy {
    private final ConsoleOptions console;

    Settled(ConsoleOptions console) {
      this.console = console;
    }

    @Override
    public int execute(ParseResult parsed) {
      return console.run(() -> new CommandLine.RunLast().execute(parsed));
    }
  }

  /** All commands, in the order in which help lists them. */
  private static final Map<String, Function<ConsoleOptions, Object>> COMMANDS = commands();

  private Main() {}

  public static void main(String[] arguments) {
    StandardOutput output = StandardOutput.install();
    Surroundings.settle();
    SparkSettingsFile.load();
    Surroundings.warning(Surroundings.charset()).ifPresent(System.err::println);
    int exitCode = exitCode(run(arguments), output.problem());
    if (exitCode != 0) { // a YARN driver that exits by itself counts as failed, even with 0
      System.exit(exitCode);
    }
  }

  /** Results that nobody can read were not given. */
  private static int exitCode(int ofCommand, Optional<String> problem) {
    problem.ifPresent(System.err::println);
    return ofCommand == CommandLine.ExitCode.OK && problem.isPresent()
        ? CommandLine.ExitCode.SOFTWARE
        : ofCommand;
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
    CommandLine command = commandLineFor(arguments);
    try {
      return command.execute(arguments);
    } catch (
        Error failure) { // picocli handles exceptions alone; what the machine does is often neither
      return Failures.tell(failure, command.getErr());
    }
  }

  private static Map<String, Function<ConsoleOptions, Object>> commands() {
    Map<String, Function<ConsoleOptions, Object>> commands = new LinkedHashMap<>();
    commands.put("corpus", CorpusCommand::new);
    commands.put("prepare", PrepareCommand::new);
    commands.put("vectors", VectorsCommand::new);
    commands.put("train", TrainCommand::new);
    commands.put("evaluate", EvaluateCommand::new);
    commands.put("surprisal", SurprisalCommand::new);
    commands.put("generate", GenerateCommand::new);
    commands.put("serve", ServeCommand::new);
    commands.put("translate", TranslateCommand::new);
    commands.put("classify", ClassifyCommand::new);
    commands.put("tag", TagCommand::new);
    commands.put("export", ExportCommand::new);
    commands.put("import", ImportCommand::new);
    commands.put("score", ScoreCommand::new);
    commands.put("complete", CompleteCommand::new);
    commands.put("embed", EmbedCommand::new);
    commands.put("compare", CompareCommand::new);
    commands.put("search", SearchCommand::new);
    commands.put("find-rate", FindRateCommand::new);
    commands.put("report", ReportCommand::new);
    commands.put("summary", SummaryCommand::new);
    commands.put("benchmark", BenchmarkCommand::new);
    commands.put("verify", VerifyCommand::new);
    commands.put("inspect", InspectCommand::new);
    commands.put("plan", PlanCommand::new);
    commands.put("presets", PresetsCommand::new);
    commands.put("settings", SettingsCommand::new);
    commands.put("completion", CompletionCommand::new);
    commands.put("help", console -> new HelpCommand());
    return commands;
  }

  static CommandLine commandLine() {
    return commandLine(COMMANDS.keySet());
  }

  /**
   * Knows one command where one is asked for: to look at all of them takes a quarter of a second.
   */
  private static CommandLine commandLineFor(String... arguments) {
    return arguments.length > 0
            && COMMANDS.containsKey(arguments[0])
            && !arguments[0].equals("help")
        ? commandLine(Set.of(arguments[0]))
        : commandLine();
  }

  private static CommandLine commandLine(Set<String> names) {
    CommandLine all = new CommandLine(new Main());
    ConsoleOptions console = new ConsoleOptions();
    names.forEach(name -> all.addSubcommand(name, COMMANDS.get(name).apply(console)));
    all.getSubcommands()
        .forEach(
            (name, command) -> {
              if (!name.equals("help")) {
                command.addMixin("console", console);
              }
            });
    all.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(new OnFailure())
        .setParameterExceptionHandler(new OnWrongUsage())
        .setExecutionStrategy(new Settled(console))
        .setUsageHelpAutoWidth(true)
        .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    if (names.contains("plan")) {
      all.getSubcommands().get("plan").setStopAtPositional(true); // the rest is another command's
    }
    return all;
  }
}
