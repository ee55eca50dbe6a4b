package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardWriter;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;
import scala.Tuple2;

/**
 * Puts the segments of one shard together and writes it. A task that runs again writes the same
 * bytes to the same file.
 */
final class WriteShard
    implements Function2<
        Integer, Iterator<Tuple2<SegmentKey, Segment>>, Iterator<WriteShard.Result>> {
  private static final long serialVersionUID = 1L;

  private final String output;
  private final SequenceMode mode;
  private final Broadcast<ShardLayout> layout;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  WriteShard(
      String output,
      SequenceMode mode,
      Broadcast<ShardLayout> layout,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.counters = counters;
    this.output = output;
    this.mode = mode;
    this.layout = layout;
    this.hadoop = hadoop;
  }

  /**
   * @param split that the shard is of
   * @param shard as the manifest names it
   * @param unknown targets that the vocabulary lacks
   */
  record Result(Split split, Shard shard, long unknown) implements Serializable {}

  @Override
  public Iterator<Result> call(Integer index, Iterator<Tuple2<SegmentKey, Segment>> segments)
      throws IOException {
    ShardNumbers numbers = layout.value().numbers();
    Split split = numbers.splitOf(index);
    int shard = index - numbers.index(split, 0);
    long start = CpuClock.now();
    Result result = write(split, shard, layout.value().sequences(split, shard, segments));
    counters.took(Part.WRITE, start);
    return List.of(result).iterator();
  }

  private Result write(Split split, int shard, Iterator<TokenSequence> sequences)
      throws IOException {
    String name = Text.format("%s/shard-%05d.parquet", split.key(), shard);
    Folder folder = Folder.at(output, hadoop.value().value());
    ShardWriter writer = ShardWriter.of(mode, folder, name);
    long unknown = 0;
    try (writer) {
      while (sequences.hasNext()) {
        TokenSequence sequence = sequences.next();
        writer.write(sequence);
        unknown += unknown(sequence, layout.value().firstTarget(sequence));
      }
    } catch (IOException e) {
      throw new DataException(
          output + "/" + name + " cannot be written: " + e.getMessage() + "; check the free space",
          e);
    }
    return new Result(split, writer.shard(), unknown);
  }

  private static long unknown(TokenSequence sequence, int from) {
    return Arrays.stream(sequence.tokens(), from, sequence.tokens().length)
        .filter(token -> token == Vocabulary.UNKNOWN)
        .count();
  }
}
