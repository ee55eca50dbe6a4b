package org.rnnlm.train;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.run.RunFolder;

/** Spark on two cores and a folder of runs, for tests that train. */
abstract class TrainingFixture {
  static JavaSparkContext spark;

  @TempDir Path folder;

  @BeforeAll
  static void startSpark() {
    spark = spark("local[2]");
  }

  @AfterAll
  static void stopSpark() {
    spark.stop();
  }

  static JavaSparkContext spark(String master) {
    return spark(master, Map.of());
  }

  /**
   * @param properties Spark's own, beside those that every test has
   */
  static JavaSparkContext spark(String master, Map<String, String> properties) {
    SparkConf configuration =
        new SparkConf().setMaster(master).setAppName("test").set("spark.ui.enabled", "false");
    properties.forEach(configuration::set);
    return new JavaSparkContext(configuration);
  }

  final RunFolder created(String name) {
    return RunFolder.create(folder.resolve(name).toString(), "", spark.hadoopConfiguration());
  }

  final RunFolder opened(String name) {
    return RunFolder.open(folder.resolve(name).toString(), spark.hadoopConfiguration());
  }

  final Checkpoint latest(String name) {
    return opened(name).checkpoints().latest().orElseThrow();
  }

  final MultiLayerNetwork network(String name) {
    return latest(name).network();
  }

  final float[] parameters(String name) {
    return network(name).params().data().asFloat();
  }

  final ReplicaState replica(String name) {
    return ReplicaState.of(network(name));
  }
}
