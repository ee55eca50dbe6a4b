package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.job.JobDescription;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Writes the shards of all splits: passages are encoded, measured, laid out and written. */
final class ShardSetWriter {
  private final JavaSparkContext spark;
  private final PrepareSpec spec;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  ShardSetWriter(
      JavaSparkContext spark,
      PrepareSpec spec,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.spark = spark;
    this.spec = spec;
    this.hadoop = hadoop;
    this.counters = counters;
  }

  /**
   * @param labels of passages or their words
   * @param pages of the corpus by what became of them, for a message
   * @throws DataException if a split is empty that must not be, or a shard cannot be written
   */
  WrittenShards write(
      JavaRDD<Document> passages,
      Vocabulary vocabulary,
      Labels labels,
      Map<String, Long> pages,
      Folder output,
      HeldData held) {
    JavaRDD<EncodedDocument> encoded = held.hold(encoded(passages, vocabulary, labels, held));
    List<PartitionSizes> sizes = measure(encoded);
    ShardLayout layout = ShardLayout.of(spec, sizes);
    for (Split split : Split.values()) {
      requireSequences(split, layout, pages, sizes);
    }
    return new WrittenShards(sizes, layout, write(encoded, layout, output));
  }

  private JavaRDD<EncodedDocument> encoded(
      JavaRDD<Document> passages, Vocabulary vocabulary, Labels labels, HeldData held) {
    JobDescription.step(spark, "encode");
    Broadcast<String> file = held.hold(spark.broadcast(VocabularyFile.format(vocabulary)));
    return passages.mapPartitions(
        new EncodeDocuments(file, spec.sequences().mode(), labels, counters), true);
  }

  private List<PartitionSizes> measure(JavaRDD<EncodedDocument> documents) {
    return PartitionSizes.joined(
        documents.mapPartitionsWithIndex(new PartitionSizes.Measure(spec.cut()), true).collect());
  }

  private void requireSequences(
      Split split, ShardLayout layout, Map<String, Long> pages, List<PartitionSizes> sizes) {
    if (layout.numbers().records(split) > 0 || spec.mayBeEmpty(split)) {
      return;
    }
    Map<String, Long> leftOut = PartitionSizes.leftOut(sizes, split, spec.sequences().mode());
    boolean cut = !leftOut.isEmpty() && !spec.labelled();
    throw new DataException(
        Text.format(
            "the %s split is empty: articles %s, shares of %s for validation and %s for test%s;"
                + " give more text, or change %s (0 for none)%s",
            SplitRule.name(split),
            counts(pages),
            spec.splits().valid(),
            spec.splits().test(),
            cut
                ? ", of its " + (spec.cut().ofPairs() ? "pairs " : "sentences ") + counts(leftOut)
                : "",
            SplitRule.key(split),
            cut ? " or prepare.length" : ""));
  }

  private static String counts(Map<String, Long> byReason) {
    return byReason.entrySet().stream()
        .map(count -> Text.format("%s %,d", count.getKey(), count.getValue()))
        .collect(Collectors.joining(", "));
  }

  private List<WriteShard.Result> write(
      JavaRDD<EncodedDocument> documents, ShardLayout layout, Folder output) {
    JobDescription.step(spark, "write shards");
    Broadcast<ShardLayout> shardLayout = spark.broadcast(layout);
    try {
      List<WriteShard.Result> shards =
          JavaPairRDD.fromJavaRDD(
                  documents.mapPartitionsWithIndex(new CutDocuments(shardLayout), true))
              .repartitionAndSortWithinPartitions(new SegmentKey.ByShard(layout.numbers().shards()))
              .mapPartitionsWithIndex(
                  new WriteShard(
                      output.uri(), spec.sequences().mode(), shardLayout, hadoop, counters),
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
}
