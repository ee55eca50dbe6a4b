package org.rnnlm.train;

import java.util.Collection;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.core.loader.DataSetLoader;
import org.deeplearning4j.core.loader.MultiDataSetLoader;
import org.deeplearning4j.core.storage.StatsStorageRouter;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.spark.api.TrainingHook;
import org.deeplearning4j.spark.api.TrainingMaster;
import org.deeplearning4j.spark.api.TrainingResult;
import org.deeplearning4j.spark.api.TrainingWorker;
import org.deeplearning4j.spark.api.stats.SparkTrainingStats;
import org.deeplearning4j.spark.impl.graph.SparkComputationGraph;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The part of DL4J's {@link TrainingMaster} that training a {@code MultiLayerNetwork} from files
 * does not use, refused in one place. Subclasses implement {@link #executeTrainingPaths}.
 */
abstract class MultiLayerTrainingMaster
    implements TrainingMaster<TrainingResult, TrainingWorker<TrainingResult>> {

  private IllegalArgumentException refusal(String what) {
    return new IllegalArgumentException(
        getClass().getSimpleName()
            + " trains a MultiLayerNetwork from shard files by SparkDl4jMultiLayer.fitPaths; "
            + what);
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkDl4jMultiLayer network) {
    throw refusal("it has workers of its own");
  }

  @Override
  public TrainingWorker<TrainingResult> getWorkerInstance(SparkComputationGraph graph) {
    throw refusal("a ComputationGraph cannot be trained");
  }

  @Override
  public void executeTraining(SparkDl4jMultiLayer network, JavaRDD<DataSet> trainingData) {
    throw refusal("an RDD of DataSets cannot be given");
  }

  @Override
  public void executeTraining(SparkComputationGraph graph, JavaRDD<DataSet> trainingData) {
    throw refusal("a ComputationGraph cannot be trained");
  }

  @Override
  public void executeTrainingMDS(SparkComputationGraph graph, JavaRDD<MultiDataSet> trainingData) {
    throw refusal("a ComputationGraph cannot be trained");
  }

  @Override
  public final void executeTrainingPaths(
      SparkDl4jMultiLayer network,
      SparkComputationGraph graph,
      JavaRDD<String> paths,
      DataSetLoader loader,
      MultiDataSetLoader multiLoader) {
    if (network == null) {
      throw refusal("a ComputationGraph cannot be trained");
    }
    executeTrainingPaths(network, paths);
  }

  abstract void executeTrainingPaths(SparkDl4jMultiLayer network, JavaRDD<String> paths);

  @Override
  public void addHook(TrainingHook hook) {
    throw refusal("hooks are not called");
  }

  @Override
  public void removeHook(TrainingHook hook) {
    throw refusal("hooks are not called");
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    throw refusal("give a RoundListener");
  }

  @Override
  public void setListeners(StatsStorageRouter router, Collection<TrainingListener> listeners) {
    throw refusal("give a RoundListener");
  }

  @Override
  public void setCollectTrainingStats(boolean collect) {
    if (collect) {
      throw refusal("statistics come in every RoundReport");
    }
  }

  @Override
  public boolean getIsCollectTrainingStats() {
    return false;
  }

  @Override
  public SparkTrainingStats getTrainingStats() {
    return null;
  }

  @Override
  public String toJson() {
    throw refusal("it is made from a TrainingSpec, not from JSON");
  }

  @Override
  public String toYaml() {
    throw refusal("it is made from a TrainingSpec, not from YAML");
  }

  /** Nothing was exported. */
  @Override
  public boolean deleteTempFiles(JavaSparkContext context) {
    return true;
  }

  /** Nothing was exported. */
  @Override
  public boolean deleteTempFiles(SparkContext context) {
    return true;
  }
}
