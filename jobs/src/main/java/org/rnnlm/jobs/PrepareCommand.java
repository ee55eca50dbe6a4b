package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.prep.steps.PassedOver;
import org.rnnlm.prep.steps.PrepareJob;
import org.rnnlm.prep.steps.PrepareSpec;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.text.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prepare}: dumps or texts become shards. */
@Command(
    name = "prepare",
    description =
        "Turns Wikipedia dumps, text files, JSON lines, tables or Parquet into sequence shards.",
    mixinStandardHelpOptions = true)
final class PrepareCommand implements Callable<Integer> {
  @Option(
      names = "--input",
      arity = "1..*",
      paramLabel = "PATH",
      description =
          "Names what is read: files, folders or globs of dumps (.xml, .xml.bz2, .xml.gz, .xml.zst,"
              + " .xml.7z), texts (.txt), JSON lines (.jsonl, .ndjson) or tables (.csv, .tsv), each"
              + " also .bz2, .gz or .zst, or Parquet.")
  private List<String> inputs = new ArrayList<>();

  @Option(
      names = "--output",
      required = true,
      paramLabel = "DATA",
      description = "Names the folder for the shards, which is new or empty.")
  private String output;

  @Option(
      names = "--vocabulary",
      paramLabel = "RUN|DATA|FILE",
      description =
          "Names a run, a checkpoint, prepared data or a vocabulary.tsv whose tokens are known,"
              + " with their ids, so that its model can be evaluated on this text or trained"
              + " further (prepare.vocabulary). Without it they are learnt from the training"
              + " split.")
  private Optional<String> vocabulary;

  @Mixin private QueryOptions queried;

  @Mixin private SettingsOptions settings;

  private final ConsoleOptions console;

  PrepareCommand(ConsoleOptions console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration hadoop = HadoopSettings.current();
    Optional<Query> query = queried.query(inputs);
    if (query.isPresent()) {
      spec(List.of(query.get().text()), hadoop); // what is wrong with settings is told first
      try (JavaSparkContext spark = SparkSessions.open("prepare");
          QueriedRows rows = QueriedRows.write(query.get(), output, spark)) {
        PrepareSpec spec = spec(List.of(rows.location()), hadoop);
        PassedOver passedOver = PrepareJob.check(spec, hadoop);
        prepare(spark, spec, passedOver);
      }
      return 0;
    }
    PrepareSpec spec = spec(inputs, hadoop);
    PassedOver passedOver = PrepareJob.check(spec, hadoop);
    try (JavaSparkContext spark = SparkSessions.open("prepare")) {
      prepare(spark, spec, passedOver);
    }
    if (!passedOver.isEmpty()) {
      System.out.println("passed over  " + passedOver);
    }
    return 0;
  }

  private void prepare(JavaSparkContext spark, PrepareSpec spec, PassedOver passedOver) {
    ShardManifest manifest = new PrepareJob(spark, spec, console.style()).execute();
    show(manifest, spec);
    console.result(fields(manifest, passedOver));
  }

  private PrepareSpec spec(List<String> read, Configuration hadoop) {
    SettingsLayers layers =
        settings
            .and("--vocabulary", VocabularyOption.KEY, vocabulary)
            .over(SettingsLayers.ofReference());
    return Preparation.spec(layers, read, output, hadoop);
  }

  private Map<String, Object> fields(ShardManifest manifest, PassedOver passedOver) {
    Map<String, Object> splits = new LinkedHashMap<>();
    for (Split split : Split.values()) {
      SplitContent content = manifest.split(split);
      splits.put(
          split.key(),
          Map.of(
              "articles", content.articles(),
              "characters", content.characters(),
              "tokens", content.targets(),
              "unknown", content.unknown(),
              "sequences", content.records(),
              "shards", content.shards().size()));
    }
    return Map.of(
        "output", output,
        "pages", manifest.pages(),
        "vocabularySize", manifest.vocabularySize(),
        "fingerprint", manifest.fingerprint(),
        "splits", splits,
        "classes", manifest.classes(),
        "leftOut", manifest.leftOut(),
        "passedOver", passedOver.isEmpty() ? "" : passedOver.toString());
  }

  private void show(ShardManifest manifest, PrepareSpec spec) {
    System.out.println("articles   " + Texts.counts(manifest.pages()));
    System.out.print(
        Text.format(
            "vocabulary %,d tokens, %s%s%n",
            manifest.vocabularySize(),
            manifest.fingerprint().substring(0, 12),
            spec.vocabulary().map(given -> ", of " + given.origin()).orElse("")));
    for (Split split : Split.values()) {
      SplitContent content = manifest.split(split);
      System.out.print(
          Text.format(
              "%-10s %,d articles, %,d characters, %,d tokens (%.2f %% unknown), %,d %s," + " %s%n",
              split.key(),
              content.articles(),
              content.characters(),
              content.targets(),
              content.targets() == 0 ? 0 : 100.0 * content.unknown() / content.targets(),
              content.records(),
              manifest.sequences().summary(),
              content.shards().size() == 1 ? "1 shard" : content.shards().size() + " shards"));
    }
    if (!manifest.classes().isEmpty()) {
      System.out.println(
          (manifest.mode() == SequenceMode.TAGGED ? "tags       " : "classes    ")
              + String.join(", ", manifest.classes()));
    }
    if (!manifest.leftOut().isEmpty()) {
      System.out.println(
          (switch (manifest.mode()) {
                case LABELLED -> "cut        ";
                case TAGGED -> "sentences  ";
                case STREAM, SENTENCE, WINDOW, PAIR -> "left out   ";
              })
              + Texts.listed(manifest.leftOut()));
    }
    System.out.println("written    " + output);
  }
}
