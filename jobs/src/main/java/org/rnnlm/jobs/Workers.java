package org.rnnlm.jobs;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.bytedeco.javacpp.Pointer;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingSpec;

/**
 * How the workers share the machines, as far as the driver can tell before they run.
 *
 * @param master where Spark runs
 * @param local whether they train in the driver's own process
 * @param inOneProcess how many workers train at the same time in one Java process
 * @param heapBytes that process's heap
 * @param arrayBytes what of it is for arrays that stay: without the young generation
 * @param nativeLimitBytes what ND4J may take beside it
 * @param overheadBytes all that the process may take beside its heap before the cluster ends it; 0
 *     where nothing counts it
 */
record Workers(
    String master,
    boolean local,
    int inOneProcess,
    long heapBytes,
    long arrayBytes,
    long nativeLimitBytes,
    long overheadBytes) {
  private static final long SPARK_BYTES = 512L << 20;
  private static final Pattern MAX_BYTES =
      Pattern.compile("-Dorg\\.bytedeco\\.javacpp\\.maxbytes=(\\w+)");

  static Workers of(JavaSparkContext spark, TrainingSpec training) {
    SparkConf configuration = spark.getConf();
    boolean local = spark.isLocal();
    int cores =
        local ? spark.defaultParallelism() : configuration.getInt("spark.executor.cores", 1);
    long heap =
        local
            ? Runtime.getRuntime().maxMemory()
            : configuration.getSizeAsBytes("spark.executor.memory", "1g");
    return new Workers(
        spark.master(),
        local,
        Math.min(cores, training.workers()),
        heap,
        local ? largestPool(heap) : heap,
        nativeLimit(configuration, local),
        local ? 0 : configuration.getSizeAsMb("spark.executor.memoryOverhead", "0") << 20);
  }

  private static long largestPool(long heap) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getUsage().getMax())
        .max()
        .orElse(heap);
  }

  /** Refuses a run on some data, as {@link #requireHeap(MemoryEstimate, TrainingSpec)}. */
  static void requireHeap(JavaSparkContext spark, ShardSet data, RunSetup run) {
    MemoryEstimate memory = MemoryEstimate.of(run.model(), run.training(), data);
    Workers.of(spark, run.training()).requireHeap(memory, run.training());
  }

  /**
   * Refuses a training that cannot get through its first round: every process holds what the round
   * starts from, and what each of its workers has become. On local masters the driver's own state
   * is in the same heap, and results are there twice, as they are and as they travel (measured with
   * 20 million parameters: one worker needs 3.4 to 4.0 states beside Spark's half GiB, two 5.2 or
   * more; with 202 million it is their sum without that half GiB which the old generation has to
   * hold).
   *
   * @throws DataException if the heap is smaller than that; the message has the figures
   */
  void requireHeap(MemoryEstimate memory, TrainingSpec training) {
    long state = memory.replicaBytes();
    long states = stateBytes(memory, training);
    if (hold(states)) {
      return;
    }
    long least = least(states);
    long heap = Math.max(least, (long) (states * ((double) heapBytes / arrayBytes)));
    throw new DataException(
        Text.format(
            "the model has %,d parameters, which with the optimizer's state are %s; a process in"
                + " which %d workers train side by side holds at least %s of them, and its heap is"
                + " %s, %s of it for arrays that stay; set %s=%dg%s",
            memory.parameters(),
            Texts.size(state),
            inOneProcess,
            Texts.size(least),
            Texts.size(heapBytes),
            Texts.size(arrayBytes),
            local ? "RNNLM_DRIVER_MEMORY" : "RNNLM_EXECUTOR_MEMORY",
            gibibytes(heap + state) + (local ? 0 : 1),
            inOneProcess == 1 ? "" : ", or have fewer workers in it: " + fewer()));
  }

  /**
   * Returns what a process holds of a training's states, its workers' all together, and of networks
   * that they keep for their next round.
   */
  long stateBytes(MemoryEstimate memory, TrainingSpec training) {
    long state = memory.replicaBytes();
    long start =
        switch (training.outer().moments()) {
          case AVERAGE -> state;
          case KEEP -> memory.parameters() * Float.BYTES;
        };
    return start
        + (local ? state + 2L * inOneProcess * state : inOneProcess * state)
        + keptHeap(memory, training);
  }

  /** Returns whether a process's heap holds states of so many bytes. */
  boolean hold(long states) {
    return least(states) <= heapBytes && states <= arrayBytes;
  }

  private long least(long states) {
    return local ? SPARK_BYTES + states : states;
  }

  /** Returns what the networks that workers keep for their next round hold of the heap. */
  private long keptHeap(MemoryEstimate memory, TrainingSpec training) {
    long most = training.compute().keptNetworkBytes();
    boolean kept = memory.bytes() + memory.heapBytes() < most;
    return kept ? Math.min(most, inOneProcess * memory.heapBytes()) : 0;
  }

  private String fewer() {
    return local ? "--master local[1]" : "RNNLM_EXECUTOR_CORES=1";
  }

  private static long gibibytes(long bytes) {
    return (bytes + (1L << 30) - 1) >> 30;
  }

  /** JavaCPP's own limit where it is set, otherwise its default: as much as the heap. */
  private static long nativeLimit(SparkConf configuration, boolean local) {
    if (local) {
      return Pointer.maxBytes();
    }
    Matcher limit = MAX_BYTES.matcher(configuration.get("spark.executor.extraJavaOptions", ""));
    return limit.find()
        ? JavaUtils.byteStringAsBytes(limit.group(1))
        : configuration.getSizeAsBytes("spark.executor.memory", "1g");
  }
}
