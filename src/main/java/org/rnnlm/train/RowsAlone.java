package org.rnnlm.train;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.layer.RowTable;
import org.rnnlm.model.LayerNames;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Optimizer;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;

/**
 * Says of which embedding a round sends those rows alone that are trained in it. All others then
 * follow from what the round started from: not where workers keep moments of their own, nor where
 * an outer optimizer moves what nobody trains, nor where each worker draws its own rates.
 */
final class RowsAlone {
  private RowsAlone() {}

  /** Returns the embedding of a network; {@link RowTable#NONE} if all rows are sent. */
  static RowTable of(TrainingSpec training, MultiLayerNetwork network) {
    return areSent(training)
        ? RowTable.of(network, OwnGradientUpdater.LEAST_WAITING)
        : RowTable.NONE;
  }

  private static boolean areSent(TrainingSpec training) {
    return training.outer().method() == OuterMethod.AVERAGE
        && training.outer().moments() == InnerMoments.AVERAGE
        && !training.batches().windows().vary()
        && !training.frozen().names().contains(LayerNames.EMBEDDING);
  }

  /** Returns whether a model has such an embedding, by what is known without a network. */
  static boolean areOf(ModelSpec model, TrainingSpec training, int vocabularySize) {
    return areSent(training)
        && training.optimizer().method() == Optimizer.ADAM
        && training.optimizer().weightDecay() == 0
        && !model.oneHotInput()
        && !model.embedding().tied() // frozen ones stay, and none of them travels
        && (long) vocabularySize * model.embedding().width(vocabularySize)
            >= OwnGradientUpdater.LEAST_WAITING;
  }

  /** Returns how many rows a worker trains in a round at most. */
  static long most(TrainingSpec training, int rows, int length) {
    long tokens = (long) training.batches().stepSize() * training.rounds().full() * (length + 1);
    return Math.min(rows, tokens);
  }
}
