package org.rnnlm.jobs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.rnnlm.jobs.plan.ClusterPlan;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.plan.MemoryPlan;
import org.rnnlm.jobs.plan.SparkSettings;
import org.rnnlm.text.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code plan}: the memory of a command on a cluster, worked out before it is submitted. */
@Command(
    name = "plan",
    description = {
      "Works out the memory that another command takes on a cluster.",
      "It follows from that command's model and data. Nothing is started; submit/rnnlm asks for the"
          + " same plan before it calls spark-submit."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "For example: submit/rnnlm --master yarn plan train --data DATA --run RUN --config words"
    })
final class PlanCommand implements Callable<Integer> {
  @Option(
      names = "--master",
      paramLabel = "M",
      defaultValue = "yarn",
      description = "Says where the command would run; ${DEFAULT-VALUE} if not given.")
  private String master;

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description =
          "Names Spark's settings; those of them that say something of memory stay as they are.")
  private Optional<Path> propertiesFile;

  @Option(
      names = "--spark-options",
      paramLabel = "OPTIONS",
      defaultValue = "",
      description =
          "Gives options for spark-submit, split at spaces; those of memory stay as they are.")
  private String sparkOptions;

  @Option(
      names = "--options",
      description = "Prints nothing but options for spark-submit, one word a line.")
  private boolean optionsOnly;

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "Is the command with its arguments, after all options of plan.")
  private List<String> words = new ArrayList<>();

  private final ConsoleOptions console;

  PlanCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    SparkSettings given =
        SparkSettings.of(
            propertiesFile,
            Arrays.stream(sparkOptions.split(" ")).filter(word -> !word.isEmpty()).toList());
    Demand demand = demand(hadoop(given));
    ClusterPlan plan = ClusterPlan.of(master, demand, given);
    if (!optionsOnly) {
      show(demand, plan);
    }
    plan.settings()
        .forEach(
            (key, value) ->
                System.out.println(
                    optionsOnly
                        ? "--conf\n" + key + "=" + value
                        : "  --conf \"" + key + "=" + value + "\""));
    console.result(
        Map.of(
            "parameters", demand.parameters(),
            "cores", plan.cores(),
            "executors", plan.executors().map(count -> List.of(count)).orElse(List.of()),
            "executorBytes", plan.executor().bytes(),
            "driverBytes", plan.driver().bytes(),
            "roundSentBytes", demand.round().sent(),
            "roundKeptBytes", demand.round().kept(),
            "settings", plan.settings()));
    if (plan.shortBytes() > 0) {
      System.err.print(
          Text.format(
              "warning: executors have %s less memory, as set, than %s seems to need%n",
              Texts.size(plan.shortBytes()), words.get(0)));
    }
    return 0;
  }

  /** Returns the demand of the command named by the words, which is read but not run. */
  private Demand demand(Configuration hadoop) {
    CommandLine.ParseResult parsed =
        Main.commandLine().parseArgs(words.toArray(String[]::new)).subcommand();
    return parsed != null && parsed.commandSpec().userObject() instanceof Demanding command
        ? command.demand(hadoop)
        : Demand.NONE;
  }

  private static Configuration hadoop(SparkSettings given) {
    SparkConf spark = new SparkConf(false);
    given.values().forEach(spark::set);
    return new SparkHadoopUtil().newConfiguration(spark);
  }

  private static void show(Demand demand, ClusterPlan plan) {
    if (demand.parameters() > 0) {
      System.out.print(
          Text.format(
              "model      %,d parameters; with the optimizer's state %s%n",
              demand.parameters(), Texts.size(demand.stateBytes())));
    }
    if (demand.round().sent() > 0) {
      System.out.print(
          Text.format(
              "a round    each worker gets %s, sends %s and stores %s%n",
              Texts.size(demand.round().received()),
              Texts.size(demand.round().sent()),
              demand.round().kept() == 0 ? "nothing" : Texts.size(demand.round().kept())));
    }
    System.out.print(
        Text.format(
            "executors  %s, %d at a time in each%n",
            plan.executors().map(count -> Text.format("%,d", count)).orElse("as many as there are"),
            plan.cores()));
    show("executor", plan.executor());
    show("driver", plan.driver());
    System.out.println("options");
  }

  private static void show(String process, MemoryPlan plan) {
    System.out.print(
        Text.format(
            "%-10s %s: heap %s, native %s, Java beside its heap %s%n",
            process,
            Texts.size(plan.bytes()),
            Texts.size(plan.heapBytes()),
            Texts.size(plan.nativeBytes()),
            Texts.size(plan.javaBytes())));
  }
}
