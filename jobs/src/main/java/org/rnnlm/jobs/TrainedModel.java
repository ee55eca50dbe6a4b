package org.rnnlm.jobs;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What a command needs of a checkpoint to compute with it, proved while it was read, once.
 *
 * @param folder of the checkpoint
 * @param state how far training had come, and of which model
 * @param vocabulary that it was trained with
 * @param network that computes with the best kernels there are
 */
record TrainedModel(
    Folder folder, TrainingState state, Vocabulary vocabulary, MultiLayerNetwork network) {
  static TrainedModel of(Checkpoint checkpoint) {
    return new TrainedModel(
        checkpoint.folder(),
        checkpoint.state(TrainingState.class),
        checkpoint.vocabulary(),
        checkpoint.network());
  }

  /**
   * Returns the model as one that texts are scored by.
   *
   * @throws DataException if it predicts no tokens of plain text
   */
  ScoringModel scoring(KernelSpec kernels) {
    try {
      return ScoringModel.of(network, kernels, vocabulary, state);
    } catch (DataException e) {
      throw new DataException(folder + ": " + e.getMessage(), e);
    }
  }
}
