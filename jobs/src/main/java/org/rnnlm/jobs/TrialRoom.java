package org.rnnlm.jobs;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;

/**
 * This tells how many trials there is room for beside each other: as many as the user says, or as
 * many as have a core for each of their workers. Memory is counted for the largest of them.
 *
 * @param most how many at most
 * @param cores how many the cluster has now; a trial with more workers than that has them alone
 */
record TrialRoom(int most, IntSupplier cores) {
  private static final IntSupplier ENDLESS = () -> Integer.MAX_VALUE;

  /**
   * A demand is what a trial takes of a process that trains it.
   *
   * @param workers that it has there
   * @param stateBytes of its states in the heap
   * @param nativeBytes beside the heap
   */
  record Share(int workers, long stateBytes, long nativeBytes) {
    static Share of(Workers workers, Trial trial, ShardSet shards) {
      RunSetup setup = trial.run().setup();
      MemoryEstimate memory = MemoryEstimate.of(setup.model(), setup.training(), shards);
      return new Share(
          workers.inOneProcess(),
          workers.stateBytes(memory, setup.training()),
          workers.inOneProcess() * memory.bytes());
    }
  }

  /**
   * Returns the room for some trials.
   *
   * @param asked how many the user wants beside each other, if that was said
   * @throws DataException if memory is too small for one of them, or for as many as are asked for
   */
  static TrialRoom of(
      JavaSparkContext spark, ShardSet shards, List<Trial> trials, Optional<Integer> asked) {
    trials.forEach(trial -> Workers.requireHeap(spark, shards, trial.run().setup()));
    Workers process = Workers.of(spark, trials.get(0).run().setup().training());
    List<Share> largest =
        trials.stream()
            .map(
                trial -> Share.of(Workers.of(spark, trial.run().setup().training()), trial, shards))
            .sorted(Comparator.comparingLong(Share::stateBytes).reversed())
            .toList();
    int wanted = Math.min(asked.orElse(Integer.MAX_VALUE), trials.size());
    int cores =
        process.local()
            ? spark.defaultParallelism()
            : spark.getConf().getInt("spark.executor.cores", 1);
    int held = held(process, cores, largest, wanted, asked.isEmpty());
    if (asked.isPresent() && held < wanted) {
      throw new DataException(
          Text.format(
              "%d trials side by side do not fit the heap of a process, %s; set --parallel %d, or"
                  + " %s",
              wanted,
              Texts.size(process.heapBytes()),
              held,
              process.local() ? "RNNLM_DRIVER_MEMORY" : "RNNLM_EXECUTOR_MEMORY"));
    }
    return new TrialRoom(held, asked.isPresent() ? ENDLESS : spark::defaultParallelism);
  }

  /**
   * Returns how many of the largest trials a process holds, of as many as may come into it.
   *
   * @param byRoom whether no trial begins without cores for its workers; what does not fit beside
   *     the heap then waits, too, where a single run would be warned of
   */
  static int held(Workers process, int cores, List<Share> largest, int wanted, boolean byRoom) {
    long states = 0;
    long nativeBytes = 0;
    int workers = 0;
    for (int count = 0; count < wanted; count++) {
      if (workers >= cores && (byRoom || !process.local())) {
        return wanted; // no core is left in it for another's workers
      }
      Share share = largest.get(count);
      workers += share.workers();
      states += share.stateBytes();
      nativeBytes += share.nativeBytes();
      boolean fits = process.hold(states) && (!byRoom || nativeBytes <= process.nativeLimitBytes());
      if (count > 0 && !fits) {
        return count;
      }
    }
    return wanted;
  }

  /**
   * Returns whether there is room for another trial.
   *
   * @param trials that are trained now
   * @param workers of all of them
   * @param more that the other one has
   */
  boolean fits(int trials, int workers, int more) {
    return trials == 0 || trials < most && workers + more <= cores.getAsInt();
  }
}
