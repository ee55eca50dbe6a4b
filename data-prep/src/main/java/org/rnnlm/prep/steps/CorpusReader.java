package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.job.JobDescription;
import org.rnnlm.prep.records.RecordFormat;

/**
 * Reads inputs into documents, cleaned and in their order, which follows from the inputs and a seed
 * alone.
 */
final class CorpusReader {
  private final JavaSparkContext spark;
  private final PrepareSpec spec;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  CorpusReader(
      JavaSparkContext spark,
      PrepareSpec spec,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.spark = spark;
    this.spec = spec;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /** Returns the slices of dumps; other formats have none. */
  List<InputSlice> slices(CorpusInputs inputs) {
    if (inputs.format().content() != InputContent.PAGES) {
      return List.of();
    }
    return files(inputs).flatMap(new CutInputs(spec.reading(), hadoop)).collect();
  }

  /**
   * What was read.
   *
   * @param documents all, those left out among them
   * @param texts those that are of several portions
   */
  record Read(JavaRDD<Document> documents, LongTexts texts) {}

  /** Reads all documents. */
  Read documents(CorpusInputs inputs, List<InputSlice> slices, HeldData held) {
    Optional<TextCut> cut = TextCut.of(spec);
    List<TextSlice> texts = texts(inputs, cut);
    JavaRDD<Document> pages = read(inputs, slices, texts, cut);
    PlacePartitioner places =
        PlacePartitioner.ofTexts(
            plan(inputs, pages.getNumPartitions()).partitions(), texts, spec.splits().seed());
    JavaRDD<Document> cleaned = held.hold(cleaned(pages, inputs, slices, places));
    LongTexts measured =
        texts.stream().anyMatch(TextSlice::mayBePortion)
            ? LongTexts.of(cleaned, spec.splits().seed())
            : LongTexts.none();
    if (spec.filters().duplicates()) {
      return new Read(cleaned, measured);
    }
    JavaRDD<Document> once = DuplicateTexts.leaveOut(cleaned, places, spec.splits().seed(), held);
    return new Read(measured.leaveOutRepeated(once), measured);
  }

  /** Returns the slices of text files; there are none of other formats. */
  private List<TextSlice> texts(CorpusInputs inputs, Optional<TextCut> cut) {
    if (inputs.format().content() != InputContent.TEXT) {
      return List.of();
    }
    Map<Boolean, List<InputFile>> files =
        inputs.files().files().stream()
            .collect(
                Collectors.partitioningBy(file -> cut.filter(may -> may.mayCut(file)).isPresent()));
    List<TextSlice> slices = new ArrayList<>();
    files.get(false).forEach(file -> slices.add(TextSlice.whole(file)));
    if (!files.get(true).isEmpty()) {
      slices.addAll(
          Tasks.of(spark, files.get(true))
              .flatMap(new CutTexts(cut.orElseThrow(), hadoop))
              .collect());
    }
    return slices;
  }

  /** Returns what ends with an END: the articles, or their sentences. */
  JavaRDD<Document> passages(
      JavaRDD<Document> documents, CorpusInputs inputs, List<InputSlice> slices, HeldData held) {
    if (!spec.cut().ofSentences()) {
      return documents;
    }
    BreakSentences breaker =
        new BreakSentences(spec.sentences(), inputs.format().content(), InputSlice.wikis(slices));
    return held.hold(documents.mapPartitions(breaker, true));
  }

  private JavaRDD<Document> cleaned(
      JavaRDD<Document> read,
      CorpusInputs inputs,
      List<InputSlice> slices,
      PlacePartitioner places) {
    JobDescription.step(spark, "read and clean");
    JavaRDD<Document> pages =
        read.getNumPartitions() < spark.defaultParallelism()
            ? read.repartition(places.numPartitions()) // files not to be cut: one reads, all clean
            : read;
    InputNumbers numbers =
        inputs.format().content() == InputContent.PAGES
            ? InputNumbers.ofDumps(slices)
            : InputNumbers.ofFiles(inputs.files().files().size());
    JavaPairRDD<Place, Document> ordered =
        pages
            .mapPartitions(
                new CleanDocuments(
                    inputs.format().content(),
                    InputSlice.wikis(slices),
                    spec.filters(),
                    spec.tokens().normalization(),
                    counters),
                true)
            .mapToPair(new Place.OfDocument(spec.splits().seed(), numbers))
            .repartitionAndSortWithinPartitions(places);
    return JavaRDD.fromRDD(ordered.rdd(), ordered.classTag())
        .mapPartitions(new LeaveOutRepeated(numbers, spec.filters()), true);
  }

  private ReadPlan plan(CorpusInputs inputs, int slices) {
    return ReadPlan.of(inputs.files().bytes(), slices, spark.defaultParallelism());
  }

  private <T> JavaRDD<T> dealt(CorpusInputs inputs, List<T> slices) {
    return spark.parallelize(slices, plan(inputs, slices.size()).tasks());
  }

  private JavaRDD<Document> read(
      CorpusInputs inputs, List<InputSlice> slices, List<TextSlice> texts, Optional<TextCut> cut) {
    return switch (inputs.format().content()) {
      case PAGES ->
          dealt(inputs, slices)
              .flatMap(new ReadPages(spec.reading(), spec.splits(), hadoop, counters));
      case TEXT ->
          dealt(inputs, texts).flatMap(new ReadTexts(cut, spec.splits(), hadoop, counters));
      case RECORDS -> records(inputs);
    };
  }

  private JavaRDD<Document> records(CorpusInputs inputs) {
    RecordFormat format = inputs.format().records();
    List<RecordSlice> slices =
        files(inputs)
            .flatMap(new CutRecords(format, spec.reading().splitBytes(), hadoop))
            .collect();
    return dealt(inputs, slices)
        .flatMap(new ReadRecords(format, spec.reading(), spec.splits(), hadoop, counters));
  }

  private JavaRDD<InputFile> files(CorpusInputs inputs) {
    return Tasks.of(spark, inputs.files().files());
  }
}
