package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.evaluate.DynamicEvaluator;
import org.rnnlm.evaluate.TextScore;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.TextSpecs;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.score.Adaptation;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.train.DataFit;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code evaluate}: how well a model predicts a split. */
@Command(
    name = "evaluate",
    description = "Scores a model on a split, a text or minimal pairs: loss, perplexity, bits.",
    mixinStandardHelpOptions = true,
    footer = {"", "The last line is JSON, for programs."})
final class EvaluateCommand implements Callable<Integer>, Demanding {
  @Mixin private CheckpointOptions trained;

  @ArgGroup(multiplicity = "1")
  private Subject subject;

  /** What the model is evaluated on. */
  private static final class Subject {
    @Option(
        names = "--data",
        required = true,
        paramLabel = "DATA",
        description = "Names the shards, as prepare wrote them.")
    private Optional<String> data = Optional.empty();

    @Option(
        names = "--text",
        required = true,
        paramLabel = "FILE",
        description =
            "Names plain text in UTF-8, - for standard input: one article, or of a model of"
                + " sentences each line one. It needs neither shards nor Spark.")
    private Optional<String> text = Optional.empty();

    @Option(
        names = "--minimal-pairs",
        required = true,
        paramLabel = "FILE",
        description =
            "Names JSON lines with sentence_good and sentence_bad, and perhaps UID,"
                + " linguistics_term and field, as BLiMP has them: how often the good one is the"
                + " likelier. It needs neither shards nor Spark.")
    private Optional<String> pairs = Optional.empty();
  }

  @Option(
      names = "--split",
      paramLabel = "train|valid|test",
      defaultValue = "test",
      description = "Says which split is scored; ${DEFAULT-VALUE} if not given.")
  private Split split;

  @Option(
      names = "--floor",
      paramLabel = "FILE",
      description =
          "Names the floor.tsv of a generated corpus: it also tells the loss that no model can"
              + " beat.")
  private Optional<String> floor;

  @Option(
      names = "--beam",
      paramLabel = "N",
      description =
          "Says how many partial targets of a pair are followed side by side"
              + " (translate.beam-width); 1 takes the likeliest token each time.")
  private Optional<Integer> beam;

  @Mixin private DynamicOptions dynamic;

  @Option(
      names = "--text-metrics",
      description =
          "Also measures top-k accuracy, and word and character error rates of the likeliest next"
              + " tokens and of completions (settings evaluate.*); takes as long again.")
  private boolean textMetrics;

  @Option(
      names = "--per-character",
      description =
          "Tells losses per character even where tokens are unknown, which makes them too good.")
  private boolean perCharacter;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  EvaluateCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Settings settings = options.and("--beam", "translate.beam-width", beam).resolve();
    KernelSpec kernels = ComputeSpecs.of(settings).kernels();
    BeamSpec search = TextSpecs.beam(settings);
    TextScore.Spec texts = TextSpecs.metrics(settings);
    requireFitting();
    if (subject.data.isEmpty()) {
      withoutShards(kernels);
      return 0;
    }
    String data = subject.data.get();
    Configuration hadoop = HadoopSettings.current();
    TrainedModel model = trained.model(hadoop);
    ShardSet shards = ShardSet.open(data, hadoop);
    List<String> classes = requireFitting(model, shards, hadoop);
    if (dynamic.given()) {
      learning(model, kernels, shards, hadoop);
      return 0;
    }
    try (JavaSparkContext spark = SparkSessions.open("evaluate")) {
      SplitEvaluation evaluation = new SplitEvaluation(spark, model, kernels, data, shards, split);
      if (!classes.isEmpty()) {
        console.lastLine(
            shards.manifest().mode() == SequenceMode.TAGGED
                ? evaluation.ofTags(classes)
                : evaluation.ofClasses(classes));
        return 0;
      }
      Map<String, Object> fields = evaluation.loss(floor, perCharacter);
      if (shards.manifest().mode() == SequenceMode.PAIR) {
        fields.putAll(evaluation.exactMatches(search));
      }
      if (textMetrics) {
        fields.putAll(evaluation.texts(texts));
      }
      console.lastLine(fields);
    }
    return 0;
  }

  private void requireFitting() {
    boolean ofShards = floor.isPresent() || beam.isPresent() || textMetrics;
    if (subject.data.isEmpty() && ofShards) {
      throw new ParameterException(
          command.commandLine(), "--floor, --beam and --text-metrics are of --data");
    }
    dynamic.requireFitting();
    if (dynamic.given() && subject.pairs.isPresent()) {
      throw new ParameterException(command.commandLine(), "--dynamic is of --text and --data");
    }
    if (dynamic.given() && (beam.isPresent() || textMetrics)) {
      throw new ParameterException(
          command.commandLine(), "--dynamic tells a loss alone, without --beam and --text-metrics");
    }
  }

  /** A model that goes on learning reads a split in one thread, without Spark. */
  private void learning(
      TrainedModel model, KernelSpec kernels, ShardSet shards, Configuration hadoop) {
    ScoringModel scoring = model.scoring(kernels);
    DynamicEvaluator.require(shards);
    Adaptation adaptation = dynamic.adaptation(model, scoring, hadoop);
    LanguageScore shown =
        new LanguageScore(
            DynamicEvaluator.score(scoring, adaptation, shards, split),
            shards.split(split).unknownShare(),
            perCharacter,
            floor.map(file -> Floor.read(file, shards, split, hadoop)));
    Map<String, Object> fields =
        SplitEvaluation.begin(
            model,
            subject.data.orElseThrow(),
            split,
            Text.format(
                "%,d tokens, %,d characters, learnt from %s",
                shown.score().targets(), shown.score().characters(), adaptation.summary()));
    shown.lines().forEach(System.out::println);
    fields.putAll(dynamic.fields());
    fields.putAll(shown.fields());
    console.lastLine(fields);
  }

  private void withoutShards(KernelSpec kernels) {
    Configuration hadoop = HadoopSettings.current();
    subject.text.ifPresent(file -> Utf8Lines.require("--text", file, hadoop));
    subject.pairs.ifPresent(file -> Utf8Lines.require("--minimal-pairs", file, hadoop));
    TextEvaluation evaluation = new TextEvaluation(trained.model(hadoop), kernels, console);
    subject.text.ifPresent(file -> evaluation.ofText(file, dynamic, perCharacter, hadoop));
    subject.pairs.ifPresent(file -> evaluation.ofPairs(file, hadoop));
  }

  /**
   * Ends the program before Spark starts if what was given is missing or does not fit together.
   *
   * @return the classes that the model tells; none of a language model
   */
  private List<String> requireFitting(TrainedModel model, ShardSet shards, Configuration hadoop) {
    model.requireVocabularyOf(shards);
    floor.ifPresent(file -> BeforeSpark.requireFile("--floor", file, hadoop));
    if (shards.split(split).records() == 0) {
      throw new DataException(
          "split '" + split.key() + "' of " + shards.folder() + " has no sequences");
    }
    requirePairs(shards);
    List<String> classes = classes(model, shards);
    if (textMetrics && !classes.isEmpty()) {
      throw new DataException(
          model.folder()
              + " is of a classifier or tagger, which writes no text; leave out --text-metrics");
    }
    if (textMetrics && shards.manifest().mode() == SequenceMode.PAIR) {
      throw new DataException(
          model.folder()
              + " is an encoder and decoder, whose targets are counted exactly; leave out"
              + " --text-metrics");
    }
    return classes;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    if (subject.data.isEmpty() || dynamic.given()) {
      throw new DataException(
          "evaluate runs on a cluster where it reads shards (--data); --text, --minimal-pairs and"
              + " --dynamic need none");
    }
    return TrainingDemand.ofScoring(trained.state(hadoop), subject.data.get(), hadoop);
  }

  private void requirePairs(ShardSet shards) {
    if (beam.isPresent() && shards.manifest().mode() != SequenceMode.PAIR) {
      throw new DataException("--beam is of pairs, and " + shards.folder() + " has none");
    }
  }

  /** None of a language model. */
  private static List<String> classes(TrainedModel model, ShardSet shards) {
    ModelSpec trained = model.state().model();
    List<String> known = trained.head().reads().classes();
    List<String> given = DataFit.on(trained, shards).head().reads().classes();
    if (!known.equals(given)) {
      throw new DataException(
          Text.format(
              "%s knows the classes %s, and %s has %s; evaluate on shards of the same classes",
              model.folder(), known, shards.folder(), given));
    }
    return known;
  }
}
