package org.rnnlm.train;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;

/** Tasks of Spark that train the workers of an epoch's rounds. */
interface RoundTasks extends AutoCloseable {

  /**
   * Returns those that lose the least time and whose results fit where they are brought.
   *
   * @param workers of each round
   * @param layout of what a worker gives back
   * @param bytes in which it sends that, at most
   * @param most bytes that the driver may hold of all workers
   */
  static RoundTasks of(
      JavaSparkContext spark, int workers, ChunkLayout layout, long bytes, long most) {
    if (!RoundMean.isSmall(workers, bytes, most)) {
      return new TwoStages(spark, workers, layout);
    }
    return spark.isLocal() ? new StayingTasks(spark, workers) : new OneStage(spark, workers);
  }

  /**
   * Returns what a job that begins with a round is of, for Spark's pages.
   *
   * @param first round, counted from 1
   */
  default String rounds(int first) {
    return "round " + first;
  }

  /**
   * Trains a round, and returns what it came to.
   *
   * @param start of the round
   */
  RoundMean mean(WorkerRound round, RoundStart start);

  /** Lets the tasks go. */
  @Override
  default void close() {
    // a job ends with its round
  }

  private static JavaRDD<Integer> numbers(JavaSparkContext spark, int workers) {
    return spark.parallelize(IntStream.range(0, workers).boxed().toList(), workers);
  }

  /** A job of one stage a round, whose mean the driver takes. */
  record OneStage(JavaSparkContext spark, int workers) implements RoundTasks {
    @Override
    public RoundMean mean(WorkerRound round, RoundStart start) {
      List<WorkerEnd> ends = WorkersJob.run(numbers(spark, workers), round);
      return RoundMean.onTheDriver(ends, start);
    }
  }

  /** A job of two stages a round, whose mean the executors take. */
  record TwoStages(JavaSparkContext spark, int workers, ChunkLayout layout) implements RoundTasks {
    @Override
    public RoundMean mean(WorkerRound round, RoundStart start) {
      return RoundMean.onExecutors(numbers(spark, workers), round, layout);
    }
  }
}
