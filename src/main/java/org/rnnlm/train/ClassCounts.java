package org.rnnlm.train;

import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

/**
 * Counts the classes of a shard's sequences, or the tags of their words, by their ids, in a task.
 *
 * @param data location of the shard set
 * @param classes how many there are
 * @param hadoop how to reach the data
 */
record ClassCounts(String data, int classes, SerializableConfiguration hadoop)
    implements Function<Shard, long[]> {

  /** Returns how many sequences or words of the training split are of each class or tag. */
  static long[] of(JavaSparkContext spark, ShardSet data) {
    List<Shard> shards = data.split(Split.TRAIN).shards();
    ClassCounts counts =
        new ClassCounts(
            data.folder().uri(),
            data.manifest().classes().size(),
            new SerializableConfiguration(spark.hadoopConfiguration()));
    return spark.parallelize(shards, shards.size()).map(counts).reduce(ClassCounts::sum);
  }

  @Override
  public long[] call(Shard shard) {
    long[] counts = new long[classes];
    for (TokenSequence text : ShardReader.read(Folder.at(data, hadoop.value()), shard)) {
      if (text.label() != TokenSequence.NO_LABEL) {
        counts[text.label()]++;
      }
      for (int tag : text.tags()) {
        counts[tag]++;
      }
    }
    return counts;
  }

  private static long[] sum(long[] some, long[] others) {
    long[] sum = some.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += others[i];
    }
    return sum;
  }
}
