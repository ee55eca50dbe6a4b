package org.rnnlm.train;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FloatFile;
import org.rnnlm.layer.FlatArrays;
import org.rnnlm.run.TrainingState;

/**
 * The average of a run's parameters, as its {@link WeightAverage} says. Where there is one,
 * checkpoints have it as their network, and the parameters that training goes on from beside it; so
 * whatever uses a checkpoint uses the average.
 */
final class AveragedWeights {
  /** The part of a checkpoint with the parameters that were trained, in place of their average. */
  static final String TRAINED = "trained.bin";

  private final WeightAverage spec;
  private float[] mean;
  private float[] trained = {}; // while the network has the average in their place

  private AveragedWeights(WeightAverage spec, float[] mean) {
    this.spec = spec;
    this.mean = mean;
  }

  /** Returns that of a run that has not begun. */
  static AveragedWeights start(WeightAverage spec) {
    return new AveragedWeights(spec, new float[0]);
  }

  /**
   * Takes the average out of a checkpoint's network, which from then on has the parameters that
   * were trained.
   *
   * @throws DataException if the checkpoint has an average and is to have none, or the reverse
   */
  static AveragedWeights resume(WeightAverage spec, ResumePoint point) {
    OptionalInt begun = spec.begun(point.state());
    boolean expected = begun.isPresent() && point.state().position().rounds() > begun.getAsInt();
    if (expected != point.trained().length > 0) {
      throw new DataException(
          point.folder()
              + (expected ? " has no average of its weights" : " has an average of its weights")
              + ", which train.weight-average = "
              + spec.kind()
              + (expected ? " needs" : " does not know")
              + "; resume with the settings it was trained with");
    }
    if (!expected) {
      return start(spec);
    }
    MultiLayerNetwork network = point.network();
    float[] mean = parameters(network);
    FlatArrays.assign(network.params(), point.trained(), 0);
    return new AveragedWeights(spec, mean);
  }

  private static float[] parameters(MultiLayerNetwork network) {
    float[] values = new float[Math.toIntExact(network.numParams())];
    FlatArrays.copy(network.params(), values, 0);
    return values;
  }

  /**
   * Averages what a round came to, if it is time to.
   *
   * @param state after the round
   * @param steps of the optimizer that it took
   */
  void roundDone(MultiLayerNetwork network, TrainingState state, int steps) {
    OptionalInt begun = spec.begun(state);
    if (begun.isEmpty()) {
      return;
    }
    int rounds = state.position().rounds() - begun.getAsInt();
    float[] now = parameters(network);
    if (mean.length == 0) {
      mean = now;
      return;
    }
    double share = spec.share(rounds, steps);
    for (int i = 0; i < now.length; i++) {
      mean[i] += (float) (share * ((double) now[i] - mean[i]));
    }
  }

  /** Does what is done with the average in the network's place, where there is one. */
  <T> T in(MultiLayerNetwork network, Supplier<T> work) {
    if (mean.length == 0) {
      return work.get();
    }
    trained = parameters(network);
    FlatArrays.assign(network.params(), mean, 0);
    try {
      return work.get();
    } finally {
      FlatArrays.assign(network.params(), trained, 0);
      trained = new float[0];
    }
  }

  /** Returns what a checkpoint holds of this that is written with the average in the network. */
  List<CheckpointPart> parts() {
    if (mean.length == 0) {
      return List.of();
    }
    float[] values = trained;
    return List.of(
        new CheckpointPart(TRAINED, out -> FloatFile.write(out, values, 0, values.length)));
  }
}
