package org.rnnlm.train;

import java.nio.file.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.run.RunFolder;
import org.rnnlm.spark.SparkFixture;

/** Spark and a folder of runs, for tests that train. */
abstract class TrainingFixture extends SparkFixture {
  @TempDir Path folder;

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
