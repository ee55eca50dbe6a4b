package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.prep.dump.CpuClock;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardWriter;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
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
  private final Broadcast<StreamLayout> layout;
  private final Broadcast<SerializableConfiguration> hadoop;
  private final Counters counters;

  WriteShard(
      String output,
      Broadcast<StreamLayout> layout,
      Broadcast<SerializableConfiguration> hadoop,
      Counters counters) {
    this.counters = counters;
    this.output = output;
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
    StreamLayout streams = layout.value();
    Split split = streams.splitOf(index);
    int shard = index - streams.index(split, 0);
    Content content = new Content(streams.shardStart(split, shard), streams.shardEnd(split, shard));
    segments.forEachRemaining(content::add);
    long start = CpuClock.now();
    Result result = write(split, shard, content.checked(), streams);
    counters.took(Part.WRITE, start);
    return List.of(result).iterator();
  }

  private Result write(Split split, int shard, Content content, StreamLayout streams)
      throws IOException {
    String name = String.format(Locale.ROOT, "%s/shard-%05d.parquet", split.key(), shard);
    ShardWriter writer = new ShardWriter(Folder.at(output, hadoop.value().value()), name);
    try (writer) {
      long sequence = streams.firstRecord(split, shard);
      for (int from = 0; from + 1 < content.tokens.length; from += streams.length()) {
        int to = Math.min(from + streams.length() + 1, content.tokens.length);
        writer.write(
            new TokenSequence(
                sequence++, content.articles[from], Arrays.copyOfRange(content.tokens, from, to)));
      }
    } catch (IOException e) {
      throw new DataException(
          output + "/" + name + " cannot be written: " + e.getMessage() + "; check the free space",
          e);
    }
    long unknown =
        Arrays.stream(content.tokens, 1, content.tokens.length)
            .filter(token -> token == Vocabulary.UNKNOWN)
            .count();
    return new Result(split, writer.shard(), unknown);
  }

  /** The stream positions of one shard, filled segment by segment. */
  private static final class Content {
    private final long start;
    private final int[] tokens;
    private final long[] articles; // of each token
    private int filled;

    Content(long start, long end) {
      this.start = start;
      this.tokens = new int[Math.toIntExact(end - start)];
      this.articles = new long[tokens.length];
    }

    void add(Tuple2<SegmentKey, Segment> segment) {
      if (start == 0 && filled == 0) {
        append(segment._2().article(), new int[] {Vocabulary.END});
      }
      if (segment._1().position() != start + filled) {
        throw new IllegalStateException(
            "segment at " + segment._1().position() + " where " + (start + filled) + " comes next");
      }
      append(segment._2().article(), segment._2().tokens());
    }

    private void append(long article, int[] values) {
      System.arraycopy(values, 0, tokens, filled, values.length);
      Arrays.fill(articles, filled, filled + values.length, article);
      filled += values.length;
    }

    Content checked() {
      if (filled != tokens.length) {
        throw new IllegalStateException("shard has " + filled + " of " + tokens.length + " tokens");
      }
      return this;
    }
  }
}
