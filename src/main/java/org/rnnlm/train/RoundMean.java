package org.rnnlm.train;

import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.run.WorkerReport;

/**
 * This tells what a round came to. Who takes the mean, the driver of few values or the executors of
 * many, changes no bit of it.
 *
 * @param floats the mean of what the workers became, or of how far they went, which nobody else
 *     has. Not copied
 * @param rows of an embedding that any worker trained, part by part, where rows wait
 * @param reports of all workers, in their order
 */
record RoundMean(Floats floats, List<TouchedRows> rows, List<WorkerReport> reports)
    implements Serializable {
  private static final int STRETCH = 1 << 14; // of all workers, in a core's cache

  RoundMean {
    rows = List.copyOf(rows);
    reports = List.copyOf(reports);
  }

  RoundMean(float[] values, List<TouchedRows> rows, List<WorkerReport> reports) {
    this(new Floats(values), rows, reports);
  }

  float[] values() {
    return floats.array();
  }

  /**
   * Returns whether the driver may hold what so many workers send all together.
   *
   * @param bytes of one of them
   * @param most bytes of all
   */
  static boolean isSmall(int workers, long bytes, long most) {
    return workers * bytes <= most;
  }

  /**
   * Returns what a round came to whose results the driver holds all together.
   *
   * @param workers what became of them, in their order
   * @param start of the round
   */
  static RoundMean onTheDriver(List<WorkerEnd> workers, RoundStart start) {
    List<WorkerChunk> ends = workers.stream().map(WorkerEnd::chunk).toList();
    List<TouchedRows> rows =
        start.rows().any() ? List.of(RowsMean.of(start.state(), start.rows(), ends)) : List.of();
    return new RoundMean(mean(ends), rows, ends.stream().map(WorkerChunk::report).toList());
  }

  private static float[] mean(List<WorkerChunk> ends) {
    if (ends.size() == 1) {
      return ends.get(0).values();
    }
    float[] mean = new float[ends.get(0).sent().length()];
    IntStream.range(0, (mean.length + STRETCH - 1) / STRETCH)
        .parallel()
        .forEach(i -> ChunkMean.put(ends, mean, i * STRETCH, STRETCH));
    return mean;
  }

  /**
   * Trains a round in two stages of Spark: the second takes the mean chunk by chunk, so that no
   * process holds what all workers became.
   *
   * @param workers their numbers in their order, each in a partition of its own
   * @param layout of what a worker gives back
   */
  static RoundMean onExecutors(JavaRDD<Integer> workers, WorkerRound round, ChunkLayout layout) {
    JavaRDD<ChunkMean.Result> means =
        workers
            .flatMapToPair(worker -> round.chunks(worker, layout))
            .groupByKey(layout.chunks())
            .map(round.chunkMean(layout));
    try {
      return ChunkCollector.collect(
          JavaSparkContext.fromSparkContext(means.context()), means, layout);
    } finally {
      RoundShuffle.delete(means);
    }
  }
}
