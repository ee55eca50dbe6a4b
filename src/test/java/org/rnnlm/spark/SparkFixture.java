package org.rnnlm.spark;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Spark on two cores of this process, for the tests of all modules. */
public abstract class SparkFixture {
  /** Is there for the tests of a class, which may stop it and put another in its place. */
  protected static JavaSparkContext spark;

  /** Starts it before a class's tests. */
  @BeforeAll
  protected static void startSpark() {
    spark = spark("local[2]");
  }

  /** Stops what is there after them. */
  @AfterAll
  protected static void stopSpark() {
    spark.stop();
  }

  /** Starts Spark on another master. */
  public static JavaSparkContext spark(String master) {
    return spark(master, Map.of());
  }

  /**
   * Starts Spark on another master.
   *
   * @param properties Spark's own, beside those that every test has
   */
  public static JavaSparkContext spark(String master, Map<String, String> properties) {
    SparkConf configuration =
        new SparkConf().setMaster(master).setAppName("test").set("spark.ui.enabled", "false");
    properties.forEach(configuration::set);
    return new JavaSparkContext(configuration);
  }
}
