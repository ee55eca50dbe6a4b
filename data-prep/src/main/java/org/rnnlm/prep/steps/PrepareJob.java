package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.ProgressStyle;
import org.rnnlm.job.JobDescription;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a corpus: reads the inputs, takes the markup off, counts the training split's tokens,
 * and writes the three splits as shards. The shards depend on inputs and settings alone, byte for
 * byte.
 */
public final class PrepareJob {
  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);

  private final JavaSparkContext spark;
  private final PrepareSpec spec;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final ProgressStyle progressStyle;
  private final Counters counters;

  public PrepareJob(JavaSparkContext spark, PrepareSpec spec) {
    this(spark, spec, ProgressStyle.NONE);
  }

  public PrepareJob(JavaSparkContext spark, PrepareSpec spec, ProgressStyle progress) {
    this.spark = spark;
    this.spec = spec;
    this.progressStyle = progress;
    this.counters = new Counters(spark.sc());
    this.hadoop = spark.broadcast(new SerializableConfiguration(spark.hadoopConfiguration()));
  }

  /**
   * Looks at inputs and output before Spark starts, and refuses what cannot be prepared.
   *
   * @return what lies in the folders of the input and will not be read
   * @throws DataException naming all that is wrong with the inputs, or why the output cannot be
   *     written
   */
  public static PassedOver check(PrepareSpec spec, Configuration hadoop) {
    CorpusInputs inputs = CorpusInputs.of(spec, hadoop);
    Problems.throwIfAny(inputs.problems(spec, hadoop));
    Folder output = Folder.at(spec.output(), hadoop);
    OutputFolder.requireEmpty(output);
    output.requireWritable();
    return inputs.files().passedOver();
  }

  /**
   * @return the manifest that was written
   * @throws DataException if an input cannot be used or the output cannot be written; the output
   *     folder is as it was before
   */
  public ShardManifest execute() {
    CorpusInputs inputs = CorpusInputs.of(spec, spark.hadoopConfiguration());
    OutputFolder output = OutputFolder.begin(Folder.at(spec.output(), spark.hadoopConfiguration()));
    TaskTime taskTime = new TaskTime(spark.sc());
    boolean finished =
        false; // not by catching: Spark throws checked exceptions that it does not declare
    Progress progress = new Progress(spark, () -> done(inputs), progressStyle);
    JobDescription told =
        JobDescription.begin(spark, "prepare", "prepare " + output.folder().name());
    try {
      ShardManifest manifest = prepare(inputs, output.folder());
      finished = true;
      return manifest;
    } finally {
      told.close();
      progress.close();
      taskTime.close();
      if (finished) {
        LOG.info("{}", taskTime.byPart(counters));
        output.finish();
      } else {
        output.tryToClear();
      }
    }
  }

  private String done(CorpusInputs inputs) {
    return Text.format(
        "prepare: %s of input, %,d articles, %,d tokens",
        Progress.share(counters.inputBytes(), inputs.files().bytes()),
        counters.articles(),
        counters.tokens());
  }

  private ShardManifest prepare(CorpusInputs inputs, Folder output) {
    CorpusReader reader = new CorpusReader(spark, spec, hadoop, counters);
    try (HeldData held = new HeldData()) {
      JobDescription.step(spark, "cut inputs");
      List<InputSlice> slices = reader.slices(inputs);
      CorpusReader.Read read = reader.documents(inputs, slices, held);
      JavaRDD<Document> documents = read.documents();
      Fates fates = Fates.count(documents, spec.splits().seed());
      fates.checkFlaws(spec.reading().badShare());
      fates.requireArticles(inputs.files());
      Map<String, Long> pages = fates.byKey();
      Labels labels = Labels.of(documents, spec);
      DividedCorpus divided = DividedCorpus.of(documents, read.texts(), fates, inputs, spec);
      if (spec.labelled()) {
        Classes.warnOfMissing(labels.names(), divided.documents(), spec);
      }
      JavaRDD<Document> passages = reader.passages(divided.documents(), inputs, slices, held);
      long trainEnds =
          passages == divided.documents()
              ? divided.articles().get(Split.TRAIN)
              : trainCount(passages);
      Vocabulary vocabulary =
          new TrainingVocabulary(spark, spec, counters).of(passages, trainEnds, held);
      List<String> characters =
          spec.sequences().mode() == SequenceMode.TAGGED
              ? CountCharacters.of(passages, vocabulary.spec())
              : List.of();
      StoredVocabulary stored = StoredVocabulary.write(vocabulary, output);
      WrittenShards shards =
          new ShardSetWriter(spark, spec, hadoop, counters)
              .write(passages, vocabulary, labels, pages, output, held);
      ShardManifest manifest = manifest(pages, divided, stored, labels.names(), characters, shards);
      PrepareReport report =
          PrepareReport.of(
              fates,
              inputs.files().passedOver(),
              divided.way(),
              vocabulary,
              manifest,
              shards.sizes());
      output.write(PrepareReport.JSON, Json.pretty(report));
      output.write(ReportPage.NAME, ReportPage.of(report));
      output.write(ShardManifest.NAME, Json.pretty(manifest));
      return manifest;
    }
  }

  private static long trainCount(JavaRDD<Document> documents) {
    return documents.filter(new Document.OfSplit(Split.TRAIN)).count();
  }

  private ShardManifest manifest(
      Map<String, Long> pages,
      DividedCorpus divided,
      StoredVocabulary stored,
      List<String> classes,
      List<String> characters,
      WrittenShards shards) {
    return new ShardManifest(
        ShardManifest.FORMAT,
        ShardManifest.versionOf(spec.sequences().mode()),
        spec.sequences().mode(),
        spec.sequences().length(),
        spec.sequences().stride(),
        stored.file(),
        stored.others(),
        stored.vocabulary().fingerprint(),
        stored.vocabulary().size(),
        divided.settings(spec),
        pages,
        shards.leftOut(spec.sequences().mode()),
        classes,
        characters,
        shards.splits());
  }
}
