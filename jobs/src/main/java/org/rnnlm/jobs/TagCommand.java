package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.plan.Demand;
import org.rnnlm.jobs.plan.Demanding;
import org.rnnlm.jobs.rows.TextTagger;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.TagSpecs;
import org.rnnlm.model.Networks;
import org.rnnlm.prep.steps.TaggedFiles;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tag}: a tagger tells the tags of words. Needs no cluster but for tables. */
@Command(
    name = "tag",
    description = {
      "Tells the tags of words with a trained tagger.",
      "Of a text it prints a line for each sentence, words and their tags with a slash between"
          + " them;",
      "a file of CoNLL's rows it writes again with the tags told;",
      "or, with --input, it tells the tags of a table's texts beside the table's columns."
    },
    mixinStandardHelpOptions = true)
final class TagCommand implements Callable<Integer>, Demanding {
  @Mixin private CheckpointOptions trained;

  @ArgGroup(multiplicity = "0..1")
  private Given given; // null where none of them is

  @Mixin private TableOptions table;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  TagCommand(ConsoleOptions console) {
    this.console = console;
  }

  /** What is to be tagged. */
  private static final class Given {
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
            "Names a file of rows of words (.conll, .conllu, or as prepare.format says), which is"
                + " printed with the tags told: of .conllu in the column of tags, otherwise in one"
                + " that is added. It may be compressed.")
    private Optional<String> file = Optional.empty();
  }

  @Override
  public Integer call() {
    if ((given != null) == table.areGiven()) {
      throw new ParameterException(
          command.commandLine(), "give one of --text, --file and --input (with --output)");
    }
    Settings settings = table.into(options).resolve();
    Configuration hadoop = HadoopSettings.current();
    TrainedModel model = trained.model(hadoop);
    ModelRows.requireTagger(model);
    if (table.areGiven()) {
      ModelRows rows = ModelRows.tag(model, settings);
      new RowsJob("tag", table, settings, console).run(model, rows.beside(Map.of()), rows::work);
      return 0;
    }
    MultiLayerNetwork network = model.network();
    Networks.use(network, ComputeSpecs.of(settings).kernels());
    TextTagger tagger =
        new TextTagger(network, model.vocabulary(), model.state().model().head().reads());
    given.file.ifPresent(file -> tagFile(file, tagger, settings, hadoop));
    given.texts.forEach(text -> tagText(text, tagger));
    return 0;
  }

  private void tagText(String text, TextTagger tagger) {
    for (TextTagger.Tagged sentence : tagger.sentences(text)) {
      System.out.println(
          IntStream.range(0, sentence.words().size())
              .mapToObj(i -> sentence.words().get(i) + "/" + sentence.tags().get(i))
              .collect(Collectors.joining(" ")));
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("words", sentence.words());
      fields.put("tags", sentence.tags());
      console.result(fields);
    }
  }

  private void tagFile(String file, TextTagger tagger, Settings settings, Configuration hadoop) {
    boolean written =
        TaggedFiles.write(
            file,
            TagSpecs.format(settings),
            TagSpecs.records(settings),
            hadoop,
            words -> tagged(words, tagger),
            System.out::println);
    if (!written) {
      throw new DataException(
          file
              + " is no file of rows of words by its name; set prepare.format = conll or conllu, or"
              + " give a text by --text and a table by --input");
    }
  }

  private List<String> tagged(List<String> words, TextTagger tagger) {
    List<String> tags = tagger.tag(words);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("words", words);
    fields.put("tags", tags);
    console.result(fields);
    return tags;
  }

  @Override
  public Demand demand(Configuration hadoop) {
    return table.areGiven()
        ? TrainingDemand.ofRows(trained.state(hadoop), trained.vocabulary(hadoop))
        : Demand.NONE;
  }
}
