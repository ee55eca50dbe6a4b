package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares a corpus: reads the inputs, takes the markup off, counts the training split's tokens,
 * and writes the three splits as shards. The shards depend on inputs and settings alone, byte for
 * byte.
 */
public final class PrepareJob {
  private static final Logger LOG = LoggerFactory.getLogger(PrepareJob.class);
  private static final String UNFINISHED = "_UNFINISHED";
  private static final long PARTITION_BYTES = 4 << 20;

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
   * @return the manifest that was written
   * @throws DataException if an input cannot be used or the output cannot be written; the output
   *     folder is as it was before
   */
  public ShardManifest execute() {
    InputFiles inputs =
        InputFiles.of(spec.inputs(), spec.format(), spec.labelled(), spark.hadoopConfiguration());
    requireLabels(inputs);
    requirePairs(inputs.format());
    boolean byPosition = byPosition(inputs);
    Folder output = Folder.at(spec.output(), spark.hadoopConfiguration());
    boolean existed = output.exists();
    if (!output.isEmpty()) {
      throw new DataException(occupied(output));
    }
    output.write(UNFINISHED, "prepare has not finished this folder\n");
    TaskTime taskTime = new TaskTime(spark.sc());
    boolean finished =
        false; // not by catching: Spark throws checked exceptions that it does not declare
    Progress progress = new Progress(spark, counters, inputs.bytes(), progressStyle);
    try {
      ShardManifest manifest = prepare(inputs, byPosition, output);
      finished = true;
      return manifest;
    } finally {
      spark.clearJobGroup();
      progress.close();
      taskTime.close();
      LOG.info("{}", taskTime.byPart(counters));
      if (finished) {
        output.delete(UNFINISHED);
      } else {
        tryToClear(output, existed);
      }
    }
  }

  /** Where they are asked for, and only there. */
  private void requirePairs(InputFormat format) {
    if (spec.cut().ofPairs() && !format.hasRecords()) {
      throw new DataException(
          "prepare.mode is 'pair', and format %s has no pairs; give .tsv files (source, tab, target), JSON lines or Parquet"
              .formatted(format.key()));
    }
    if (format == InputFormat.TSV && !spec.cut().ofPairs()) {
      throw new DataException("the input is .tsv, which has pairs; set prepare.mode = pair");
    }
  }

  private static String occupied(Folder output) {
    if (output.exists(UNFINISHED)) {
      return "output "
          + output
          + " is what a prepare that was interrupted left behind; delete it and run again";
    }
    return "output " + output + " is not empty; give another folder or delete it";
  }

  /** The failure that came before is what the user must hear of. */
  private static void tryToClear(Folder output, boolean existed) {
    try {
      clear(output, existed);
    } catch (RuntimeException e) {
      LOG.warn("{} could not be cleared; delete it", output, e);
    }
  }

  private static void clear(Folder output, boolean existed) {
    if (!existed) {
      output.delete();
      return;
    }
    output.delete(ShardManifest.NAME);
    for (Split split : Split.values()) {
      output.child(split.key()).delete();
    }
    output.delete(VocabularyFile.NAME);
    output.delete(TokenizerJson.NAME);
    output.delete(PrepareReport.JSON);
    output.delete(ReportPage.NAME);
    output.delete(UNFINISHED);
  }

  private void requireLabels(InputFiles inputs) {
    if (spec.labelled() && inputs.format() == InputFormat.MEDIAWIKI) {
      throw new DataException(
          "prepare.mode is 'labelled', and a dump's pages have no classes; give text files, a folder for each class, or records with a prepare.label-field");
    }
  }

  private boolean byPosition(InputFiles inputs) {
    boolean single =
        inputs.format() == InputFormat.TEXT && inputs.files().size() == 1 && !spec.labelled();
    return switch (spec.splitBy()) {
      case AUTO -> single;
      case ARTICLE -> false;
      case POSITION -> {
        if (!single) {
          throw new DataException(
              "prepare.split is 'position', which divides a single text file; the input is "
                  + inputs.files().size()
                  + " files of format "
                  + inputs.format());
        }
        yield true;
      }
    };
  }

  private ShardManifest prepare(InputFiles inputs, boolean byPosition, Folder output) {
    List<Runnable> held = new ArrayList<>();
    try {
      List<InputSlice> slices =
          inputs.format() == InputFormat.MEDIAWIKI ? slices(inputs) : List.of();
      JavaRDD<Document> cleaned = hold(documents(inputs, slices, byPosition), held);
      JavaRDD<Document> documents = byPosition ? cleaned : withoutDuplicates(cleaned, held);
      Fates fates = Fates.count(documents, spec.splits().seed());
      fates.checkFlaws(spec.reading().badShare());
      checkPages(fates, inputs);
      Map<String, Long> pages = byPosition ? Map.of("read", 1L, "kept", 1L) : fates.byKey();
      LOG.info("pages: {}", pages);
      JavaRDD<Document> passages = passages(documents, inputs, slices, held);
      long trainEnds =
          passages == documents ? fates.trainArticles() : countOf(passages, Split.TRAIN);
      Vocabulary vocabulary = vocabulary(passages, trainEnds, held);
      LOG.info("{}", vocabulary);
      StoredFile stored = output.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary));
      List<StoredFile> others =
          TokenizerJson.format(vocabulary)
              .map(json -> output.write(TokenizerJson.NAME, json))
              .stream()
              .toList();
      List<String> classes = spec.labelled() ? Classes.of(documents) : List.of();
      JavaRDD<EncodedDocument> encoded = hold(encoded(passages, vocabulary, classes, held), held);
      List<PartitionSizes> sizes = measure(encoded);
      ShardLayout layout = ShardLayout.of(spec, sizes);
      requireTraining(layout, pages, sizes);
      List<WriteShard.Result> shards = write(encoded, layout, output);
      ShardManifest manifest =
          manifest(pages, sizes, layout, vocabulary, stored, others, classes, shards);
      PrepareReport report = PrepareReport.of(fates, vocabulary, manifest, sizes);
      output.write(PrepareReport.JSON, Json.pretty(report));
      output.write(ReportPage.NAME, ReportPage.of(report));
      output.write(ShardManifest.NAME, Json.pretty(manifest));
      return manifest;
    } finally {
      held.forEach(Runnable::run);
    }
  }

  private void requireTraining(
      ShardLayout layout, Map<String, Long> pages, List<PartitionSizes> sizes) {
    if (layout.numbers().records(Split.TRAIN) > 0) {
      return;
    }
    Map<String, Long> leftOut = PartitionSizes.leftOut(sizes, Split.TRAIN, spec.sequences().mode());
    String sentences =
        leftOut.isEmpty() || spec.labelled()
            ? ""
            : ", or no %s is left (%s)"
                .formatted(spec.cut().ofPairs() ? "pair" : "sentence", leftOut);
    throw new DataException(
        "the training split is empty: %s pages are too few for shares of %s%s"
            .formatted(pages, spec.splits(), sentences));
  }

  /** Keeps what several jobs read; {@code held} is how to let go of it. */
  private static <T> JavaRDD<T> hold(JavaRDD<T> data, List<Runnable> held) {
    JavaRDD<T> kept = data.persist(StorageLevel.DISK_ONLY());
    held.add(() -> kept.unpersist(false));
    return kept;
  }

  /** Cleaned documents in their order, those left out among them. */
  private JavaRDD<Document> documents(
      InputFiles inputs, List<InputSlice> slices, boolean byPosition) {
    spark.setJobGroup("prepare", "read and clean");
    int partitions =
        (int)
            Math.max(
                spark.defaultParallelism() * 2L,
                Math.min(inputs.bytes() / PARTITION_BYTES, 10_000));
    JavaRDD<Document> pages = read(inputs, slices, byPosition);
    if (pages.getNumPartitions() < spark.defaultParallelism()) {
      pages = pages.repartition(partitions); // few files that cannot be cut: one reads, all clean
    }
    JavaRDD<Document> ordered =
        pages
            .mapPartitions(
                new CleanDocuments(
                    inputs.format(),
                    InputSlice.namespaces(slices),
                    spec.filters(),
                    spec.tokens().normalization(),
                    counters),
                true)
            .mapToPair(new Place.OfDocument(spec.splits().seed()))
            .repartitionAndSortWithinPartitions(new PlacePartitioner(partitions))
            .values();
    return switch (inputs.format()) {
      case MEDIAWIKI -> ordered.mapPartitions(new LeaveOutRepeatedIds(), true);
      case TEXT -> ordered;
      case JSON_LINES, PARQUET, CSV, TSV ->
          ordered.mapPartitions(new LeaveOutRepeatedRecords(spec.filters()), true);
    };
  }

  /** What ends with an END: the articles, or their sentences. */
  private JavaRDD<Document> passages(
      JavaRDD<Document> documents,
      InputFiles inputs,
      List<InputSlice> slices,
      List<Runnable> held) {
    if (!spec.cut().ofSentences()) {
      return documents;
    }
    BreakSentences breaker =
        new BreakSentences(spec.sentences(), inputs.format(), InputSlice.language(slices));
    return hold(documents.mapPartitions(breaker, true), held);
  }

  private static long countOf(JavaRDD<Document> documents, Split split) {
    return documents.filter(new Document.OfSplit(split)).count();
  }

  private JavaRDD<Document> withoutDuplicates(JavaRDD<Document> documents, List<Runnable> held) {
    if (spec.filters().duplicates()) {
      return documents;
    }
    Map<TextKey, Long> firsts = new HashMap<>();
    documents
        .filter(Document::kept)
        .mapToPair(new TextKey.OfDocument(spec.splits().seed()))
        .reduceByKey(new TextKey.Occurrences.Merge())
        .filter(new TextKey.Repeated())
        .collect()
        .forEach(text -> firsts.put(text._1(), text._2().id()));
    if (firsts.isEmpty()) {
      return documents;
    }
    Broadcast<Map<TextKey, Long>> known = spark.broadcast(firsts);
    held.add(known::destroy);
    return documents.map(new LeaveOutDuplicates(known));
  }

  private JavaRDD<Document> read(InputFiles inputs, List<InputSlice> slices, boolean byPosition) {
    return switch (inputs.format()) {
      case MEDIAWIKI ->
          spark
              .parallelize(slices, slices.size())
              .flatMap(new ReadPages(spec.reading(), spec.splits(), hadoop, counters));
      case TEXT ->
          spark
              .parallelize(inputs.files(), inputs.files().size())
              .flatMap(new ReadTexts(spec.splits(), byPosition, hadoop, counters));
      case JSON_LINES, PARQUET, CSV, TSV -> records(inputs);
    };
  }

  private JavaRDD<Document> records(InputFiles inputs) {
    ReadSpec reading = spec.reading();
    List<RecordSlice> slices =
        spark
            .parallelize(inputs.files(), inputs.files().size())
            .flatMap(new CutRecords(inputs.format(), reading, hadoop))
            .collect();
    return spark
        .parallelize(slices, slices.size())
        .flatMap(new ReadRecords(inputs.format(), reading, spec.splits(), hadoop, counters));
  }

  private List<InputSlice> slices(InputFiles inputs) {
    return spark
        .parallelize(inputs.files(), inputs.files().size())
        .flatMap(new CutInputs(spec.reading(), hadoop))
        .collect();
  }

  private static void checkPages(Fates fates, InputFiles inputs) {
    if (fates.read() == 0) {
      throw new DataException(
          "input "
              + inputs.files().get(0).location()
              + (inputs.files().size() > 1 ? " and the others have" : " has")
              + " no pages");
    }
    if (!fates.pages().containsKey(Fate.KEPT)) {
      throw new DataException("no article is left of " + fates.read() + " pages: " + fates.byKey());
    }
  }

  private Vocabulary vocabulary(JavaRDD<Document> documents, long trainEnds, List<Runnable> held) {
    spark.setJobGroup("prepare", "count tokens");
    TokenSpec tokens = spec.tokens();
    long minimum = spec.minimumCount();
    JavaPairRDD<String, Long> counts =
        documents
            .mapPartitionsToPair(new CountTokens(tokens, spec.cut().ofPairs(), counters))
            .reduceByKey(Long::sum)
            .persist(StorageLevel.DISK_ONLY());
    held.add(() -> counts.unpersist(false));
    if (tokens.kind() == TokenKind.SUBWORDS) {
      return new LearnSubwords(spark, tokens, spec.vocabularySize(), minimum)
          .from(counts, trainEnds);
    }
    List<Vocabulary.Entry> frequent =
        counts.filter(new CountTokens.AtLeast(minimum)).collect().stream()
            .map(count -> new Vocabulary.Entry(count._1(), count._2()))
            .toList();
    long total = counts.values().fold(0L, Long::sum);
    return Vocabulary.of(tokens, frequent, total, trainEnds, spec.vocabularySize(), minimum);
  }

  private JavaRDD<EncodedDocument> encoded(
      JavaRDD<Document> documents,
      Vocabulary vocabulary,
      List<String> classes,
      List<Runnable> held) {
    spark.setJobGroup("prepare", "encode");
    Broadcast<String> file = spark.broadcast(VocabularyFile.format(vocabulary));
    held.add(file::destroy);
    return documents.mapPartitions(
        new EncodeDocuments(file, spec.cut().ofPairs(), classes, counters), true);
  }

  private List<PartitionSizes> measure(JavaRDD<EncodedDocument> documents) {
    return documents.mapPartitionsWithIndex(new PartitionSizes.Measure(spec.cut()), true).collect();
  }

  private List<WriteShard.Result> write(
      JavaRDD<EncodedDocument> documents, ShardLayout layout, Folder output) {
    spark.setJobGroup("prepare", "write shards");
    Broadcast<ShardLayout> shardLayout = spark.broadcast(layout);
    try {
      List<WriteShard.Result> shards =
          JavaPairRDD.fromJavaRDD(
                  documents.mapPartitionsWithIndex(new CutDocuments(shardLayout), true))
              .repartitionAndSortWithinPartitions(new SegmentKey.ByShard(layout.numbers().shards()))
              .mapPartitionsWithIndex(
                  new WriteShard(output.uri(), spec.labelled(), shardLayout, hadoop, counters),
                  true)
              .collect();
      for (Split split : Split.values()) {
        output.child(split.key()).deleteUnpublished(); // of tasks that were killed
      }
      return shards;
    } finally {
      shardLayout.destroy();
    }
  }

  private ShardManifest manifest(
      Map<String, Long> pages,
      List<PartitionSizes> sizes,
      ShardLayout layout,
      Vocabulary vocabulary,
      StoredFile vocabularyFile,
      List<StoredFile> others,
      List<String> classes,
      List<WriteShard.Result> shards) {
    Map<String, SplitContent> splits = new TreeMap<>();
    for (Split split : Split.values()) {
      int index = split.ordinal();
      List<WriteShard.Result> written =
          shards.stream().filter(result -> result.split() == split).toList();
      splits.put(
          split.key(),
          new SplitContent(
              sizes.stream().mapToLong(part -> part.articles()[index]).sum(),
              sizes.stream().mapToLong(part -> part.characters()[index]).sum(),
              layout.targets(split),
              written.stream().mapToLong(WriteShard.Result::unknown).sum(),
              layout.numbers().records(split),
              written.stream().map(WriteShard.Result::shard).toList()));
    }
    return new ShardManifest(
        ShardManifest.FORMAT,
        ShardManifest.VERSION,
        spec.sequences().mode(),
        spec.sequences().length(),
        spec.sequences().stride(),
        vocabularyFile,
        others,
        vocabulary.fingerprint(),
        vocabulary.size(),
        spec.settings(),
        pages,
        leftOut(sizes),
        classes,
        splits);
  }

  /** Sentences or pairs left out of all splits, or texts cut, by reason; nothing in other modes. */
  private Map<String, Long> leftOut(List<PartitionSizes> sizes) {
    Map<String, Long> sum = new TreeMap<>();
    for (Split split : Split.values()) {
      PartitionSizes.leftOut(sizes, split, spec.sequences().mode())
          .forEach((reason, count) -> sum.merge(reason, count, Long::sum));
    }
    return sum;
  }
}
