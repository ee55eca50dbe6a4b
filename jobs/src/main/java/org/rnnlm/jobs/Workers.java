package org.rnnlm.jobs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.network.util.JavaUtils;
import org.bytedeco.javacpp.Pointer;
import org.rnnlm.train.TrainingSpec;

/**
 * How the workers share the machines, as far as the driver can tell before they run.
 *
 * @param master where Spark runs
 * @param inOneProcess how many workers train at the same time in one Java process
 * @param heapBytes that process's heap
 * @param nativeLimitBytes what ND4J may take beside it
 * @param overheadBytes all that the process may take beside its heap before the cluster ends it; 0
 *     where nothing counts it
 */
record Workers(
    String master, int inOneProcess, long heapBytes, long nativeLimitBytes, long overheadBytes) {
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
        Math.min(cores, training.workers()),
        heap,
        nativeLimit(configuration, local),
        local ? 0 : configuration.getSizeAsMb("spark.executor.memoryOverhead", "0") << 20);
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
