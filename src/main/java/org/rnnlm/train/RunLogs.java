package org.rnnlm.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.mlflow.MlflowRun;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.TrainingState;
import org.rnnlm.tensorboard.EventFiles;

/**
 * What a sitting tells of its run to other tools: TensorBoard, MLflow. What they cannot be told now
 * can be told with the next checkpoint as well, so nothing here ends a training.
 */
final class RunLogs {
  private final TrainingRun run;
  private final MultiLayerNetwork network;
  private final Optional<MlflowRun> mlflow;
  private Optional<List<INDArray>> gateSample = Optional.empty();

  /**
   * @param network that the run trains
   */
  RunLogs(TrainingRun run, MultiLayerNetwork network) {
    this.run = run;
    this.network = network;
    this.mlflow =
        run.spec()
            .mlflow()
            .map(
                spec ->
                    new MlflowRun(
                        spec,
                        run.folder().folder(),
                        tags(),
                        run.monitor()::warned,
                        System.getenv()));
  }

  private Map<String, String> tags() {
    Map<String, String> tags = new TreeMap<>();
    tags.put("mlflow.source.name", "rnnlm");
    tags.put("rnnlm.run", run.folder().folder().uri());
    tags.put("rnnlm.data", run.data().folder().uri());
    tags.put("rnnlm.vocabulary", run.data().vocabulary().fingerprint());
    tags.put("rnnlm.weights", String.valueOf(network.numParams()));
    run.folder().lineage().ifPresent(lineage -> tags.put("rnnlm.from", lineage.checkpoint()));
    return tags;
  }

  void begin(TrainingState from) {
    mlflow.ifPresent(log -> log.begin(from));
  }

  void roundDone(RoundMetrics line) {
    mlflow.ifPresent(log -> log.roundDone(line));
  }

  void checkpointDone(TrainingState state) {
    if (run.spec().log() == RunLog.TENSORBOARD) {
      writeEvents(state);
    }
    mlflow.ifPresent(log -> log.checkpointDone(state, best(state)));
  }

  private void writeEvents(TrainingState state) {
    try {
      if (gateSample.isEmpty()) {
        gateSample = Optional.of(GateSample.of(run.data(), network));
      }
      EventFiles.of(run.folder().folder()).write(state, network, gateSample.get());
    } catch (RuntimeException e) {
      run.monitor().warned("TensorBoard's events were not written: " + e.getMessage());
    }
  }

  void finish(TrainingState state) {
    mlflow.ifPresent(log -> log.finish(best(state)));
  }

  void fail() {
    mlflow.ifPresent(MlflowRun::fail);
  }

  private Optional<Folder> best(TrainingState state) {
    CheckpointStore store = run.folder().checkpoints();
    return state.bestRounds().stream()
        .filter(store.rounds()::contains)
        .findFirst()
        .map(round -> store.open(round).folder());
  }
}
