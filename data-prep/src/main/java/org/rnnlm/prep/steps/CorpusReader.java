package org.rnnlm.prep.steps;

import java.util.List;
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

  /** Returns all documents, those left out among them. */
  JavaRDD<Document> documents(CorpusInputs inputs, List<InputSlice> slices, HeldData held) {
    JavaRDD<Document> cleaned = held.hold(cleaned(inputs, slices));
    if (spec.filters().duplicates()) {
      return cleaned;
    }
    return DuplicateTexts.leaveOut(cleaned, spec.splits().seed(), held);
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

  private JavaRDD<Document> cleaned(CorpusInputs inputs, List<InputSlice> slices) {
    JobDescription.step(spark, "read and clean");
    JavaRDD<Document> pages = read(inputs, slices);
    int partitions = plan(inputs, pages.getNumPartitions()).partitions();
    if (pages.getNumPartitions() < spark.defaultParallelism()) {
      pages = pages.repartition(partitions); // few files that cannot be cut: one reads, all clean
    }
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
            .repartitionAndSortWithinPartitions(new PlacePartitioner(partitions));
    return JavaRDD.fromRDD(ordered.rdd(), ordered.classTag())
        .mapPartitions(new LeaveOutRepeated(numbers, spec.filters()), true);
  }

  private ReadPlan plan(CorpusInputs inputs, int slices) {
    return ReadPlan.of(inputs.files().bytes(), slices, spark.defaultParallelism());
  }

  private <T> JavaRDD<T> dealt(CorpusInputs inputs, List<T> slices) {
    return spark.parallelize(slices, plan(inputs, slices.size()).tasks());
  }

  private JavaRDD<Document> read(CorpusInputs inputs, List<InputSlice> slices) {
    return switch (inputs.format().content()) {
      case PAGES ->
          dealt(inputs, slices)
              .flatMap(new ReadPages(spec.reading(), spec.splits(), hadoop, counters));
      case TEXT ->
          dealt(inputs, inputs.files().files())
              .flatMap(new ReadTexts(spec.splits(), hadoop, counters));
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
