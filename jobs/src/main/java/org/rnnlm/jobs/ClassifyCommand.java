package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Classifier;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.text.Text;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code classify}: a classifier tells the classes of texts. Needs no cluster. */
@Command(
    name = "classify",
    description = {
      "Tells the classes of texts with a trained classifier.",
      "It prints a line for each text, the likeliest class first, and a last line of JSON;",
      "or, with --input, it tells those of a table's texts beside the table's columns."
    },
    mixinStandardHelpOptions = true)
final class ClassifyCommand implements Callable<Integer>, Demanding {
  @Mixin private CheckpointOptions trained;

  @ArgGroup(multiplicity = "0..1")
  private Texts given; // null where none of them is

  @Mixin private TableOptions table;

  @Option(
      names = "--all",
      description =
          "Tells the probabilities of all classes of a table's rows, and not of one alone.")
  private boolean all;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  ClassifyCommand(ConsoleOptions console) {
    this.console = console;
  }

  /** What is to be classified. */
  private static final class Texts {
    @Option(
        names = "--text",
        required = true,
        paramLabel = "TEXT",
        description = "Is a text; it may be given several times.")
    private List<String> texts = List.of();

    @Option(
        names = "--file",
        required = true,
        paramLabel = "FILE",
        description =
            "Names a text file in UTF-8, which is one text; it may be given several times.")
    private List<String> files = List.of();
  }

  /** A text and what it is called. */
  private record Named(String name, String text) {}

  /** The result for one text, as JSON has it. */
  private record Result(String text, String predicted, Map<String, Double> probabilities) {}

  @Override
  public Integer call() {
    if ((given != null) == table.areGiven()) {
      throw new ParameterException(
          command.commandLine(), "give one of --text, --file and --input (with --output)");
    }
    Settings settings = table.into(options).resolve();
    Configuration hadoop = HadoopSettings.current();
    TrainedModel model = trained.model(hadoop);
    if (table.areGiven()) {
      classifyTable(model, settings);
      return 0;
    }
    ModelRows.requireClassifier(model);
    KernelSpec kernels = ComputeSpecs.of(settings).kernels();
    HeadSpec head = model.state().model().head();
    MultiLayerNetwork network = model.network();
    Networks.use(network, kernels);
    List<Named> texts = texts(hadoop);
    List<Map<String, Double>> probabilities =
        new Classifier(network, model.vocabulary(), head.reads())
            .classify(texts.stream().map(Named::text).toList());
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      results.add(result(texts.get(i), probabilities.get(i)));
    }
    results.forEach(result -> System.out.println(result.text() + ": " + shown(result)));
    console.lastLine(Map.of("results", results));
    return 0;
  }

  private void classifyTable(TrainedModel model, Settings settings) {
    ModelRows rows = ModelRows.classify(model, settings, all);
    new RowsJob("classify", table, settings, console).run(model, rows.beside(Map.of()), rows::work);
  }

  private List<Named> texts(Configuration hadoop) {
    List<Named> texts = new ArrayList<>();
    for (String text : given.texts) {
      texts.add(new Named("text " + (texts.size() + 1), text));
    }
    for (String file : given.files) {
      Path path = new Path(file);
      Folder folder =
          Folder.at(path.getParent() == null ? "." : path.getParent().toString(), hadoop);
      texts.add(new Named(file, folder.readText(path.getName())));
    }
    return texts;
  }

  private static Result result(Named text, Map<String, Double> probabilities) {
    return new Result(text.name(), Classifier.likeliest(probabilities), probabilities);
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return table.areGiven()
        ? TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop))
        : Demand.NONE;
  }

  private static String shown(Result result) {
    return result.probabilities().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .map(entry -> Text.format("%s %.4f", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
