package org.rnnlm.jobs;

import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.DataFit;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What a command needs of a checkpoint to compute with it, proved while it was read, once.
 *
 * @param folder of the checkpoint
 * @param state how far training had come, and of which model
 * @param vocabulary that it was trained with
 * @param network that computes with the best kernels there are
 */
public record TrainedModel(
    Folder folder, TrainingState state, Vocabulary vocabulary, MultiLayerNetwork network) {

  /**
   * Reads the model of a checkpoint's folder, or of the best checkpoint of a run's; where that one
   * is damaged, the newest that is whole, with a warning.
   *
   * @throws DataException if there is none
   */
  public static TrainedModel best(String location, Configuration hadoop) {
    return Checkpoints.find(location, hadoop);
  }

  static TrainedModel of(Checkpoint checkpoint) {
    return new TrainedModel(
        checkpoint.folder(),
        checkpoint.state(TrainingState.class),
        checkpoint.vocabulary(),
        checkpoint.network());
  }

  /**
   * Writes it to a folder, which commands then take for a run's with this checkpoint alone.
   *
   * @throws DataException if it cannot be written
   */
  public void write(Folder target) {
    CheckpointStore.of(target).write(state.position().rounds(), network, vocabulary, state);
  }

  /**
   * Refuses shards of another vocabulary, and those without words if the model reads characters.
   *
   * @throws DataException that says how to prepare others
   */
  void requireVocabularyOf(ShardSet shards) {
    String trained = vocabulary.fingerprint();
    String given = shards.vocabulary().fingerprint();
    if (!trained.equals(given)) {
      throw new DataException(
          folder
              + " was trained with another vocabulary ("
              + trained.substring(0, 12)
              + ") than "
              + shards.folder()
              + " has ("
              + given.substring(0, 12)
              + "); evaluate on shards that were prepared with --vocabulary "
              + folder);
    }
    DataFit.requireWords(state.model(), shards);
  }

  /**
   * Returns the model as one that texts are scored by.
   *
   * @throws DataException if it predicts no tokens of plain text
   */
  public ScoringModel scoring(KernelSpec kernels) {
    try {
      return ScoringModel.of(network, kernels, vocabulary, state);
    } catch (DataException e) {
      throw new DataException(folder + ": " + e.getMessage(), e);
    }
  }
}
