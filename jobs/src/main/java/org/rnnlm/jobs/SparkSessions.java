package org.rnnlm.jobs;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that starts Spark. */
final class SparkSessions {
  private static final Logger LOG = LoggerFactory.getLogger(SparkSessions.class);
  private static final String A_MONTH = String.valueOf(30L * 24 * 60 * 60 * 1000);
  private static final String KRYO = "org.apache.spark.serializer.KryoSerializer";

  private SparkSessions() {}

  /**
   * Returns a context for a command; close it. Without spark-submit it runs on {@code local[*]}.
   */
  static JavaSparkContext open(String command) {
    return open(command, new SparkConf());
  }

  /**
   * Returns a context for a command that sends parameters round after round: they do not get
   * smaller by compression, those of a worker come to the driver with its task's end, and all of
   * them together are as large as the model, whatever Spark takes for too much of a result.
   */
  static JavaSparkContext openForTraining(String command) {
    return open(command, forTraining());
  }

  /**
   * Returns a context for a command that trains several runs beside each other, each in a pool of
   * its own: all get their share of the cores, so that none waits for another's jobs to end.
   */
  static JavaSparkContext openForTrials(String command) {
    return open(command, forTraining().setIfMissing("spark.scheduler.mode", "FAIR"));
  }

  private static SparkConf forTraining() {
    return new SparkConf()
        .setIfMissing("spark.broadcast.compress", "false")
        .setIfMissing("spark.shuffle.compress", "false")
        .setIfMissing("spark.shuffle.spill.compress", "false")
        .setIfMissing("spark.driver.maxResultSize", "0")
        .setIfMissing("spark.task.maxDirectResultSize", "64m");
  }

  private static JavaSparkContext open(String command, SparkConf configuration) {
    configuration.setAppName("rnnlm " + command).setIfMissing("spark.master", "local[*]");
    checkSerializer(configuration);
    if (configuration.get("spark.master").matches("local(\\[.*)?")) {
      // Here an executor is the program itself: that what has no memory fails is told, not ended
      // by;
      // and a computer that slept is not taken for one that was lost.
      configuration
          .setIfMissing("spark.executor.killOnFatalError.depth", "0")
          .setIfMissing("spark.storage.blockManagerHeartbeatTimeoutMs", A_MONTH);
    }
    if (System.getenv("OMP_NUM_THREADS") == null) {
      LOG.warn(
          "OMP_NUM_THREADS is not set: each worker may start a thread a core, which is slower; set"
              + " it to 1");
    }
    return started(configuration);
  }

  /**
   * Starts Spark; where that fails, the failure says why, and not what Spark's parts say of each
   * other while they end half begun.
   */
  private static JavaSparkContext started(SparkConf configuration) {
    boolean started = false;
    try {
      JavaSparkContext spark = new JavaSparkContext(configuration);
      started = true;
      return spark;
    } finally {
      if (!started && !Trace.wanted()) {
        Configurator.setLevel("org.apache.spark", Level.OFF);
        Configurator.setLevel("org.apache.hadoop.util.ShutdownHookManager", Level.OFF);
      }
    }
  }

  /**
   * Kryo corrupts ND4J's arrays in silence without a registrator of theirs, and cannot copy the
   * records that our tasks are made of with one.
   */
  static void checkSerializer(SparkConf configuration) {
    if (KRYO.equals(configuration.get("spark.serializer", ""))) {
      throw new DataException(
          "spark.serializer is "
              + KRYO
              + ", which cannot carry rnnlm's tasks; leave spark.serializer as Spark has it");
    }
  }
}
