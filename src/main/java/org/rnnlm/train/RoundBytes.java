package org.rnnlm.train;

import org.rnnlm.model.ModelSpec;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * How many bytes of a model travel in a round for each worker, without what carries them.
 *
 * @param received of the driver: what the round starts from, once for all workers of a process; of
 *     an embedding whose rows wait those that any worker trained in the round before
 * @param sent for the mean; of an embedding whose rows wait those alone that were trained
 * @param kept for the worker's next round, written to the run's folder and read from there
 */
public record RoundBytes(long received, long sent, long kept) {
  /** Where nothing is trained. */
  public static final RoundBytes NONE = new RoundBytes(0, 0, 0);

  /**
   * Returns what a training sends of a model in a round, at most: of a large embedding as many rows
   * as a round has tokens. The first round of an epoch, and one of 64, is received whole.
   *
   * @param parameters of the model
   * @param vocabularySize number of token ids
   * @param length of the sequences
   */
  public static RoundBytes of(
      ModelSpec model, long parameters, TrainingSpec training, int vocabularySize, int length) {
    RoundBytes all = of(parameters, training);
    if (!RowsAlone.areOf(model, training, vocabularySize)) {
      return all;
    }
    long each = RowsAlone.most(training, vocabularySize, length);
    long together = Math.min(vocabularySize, each * training.workers());
    long row = model.embedding().width(vocabularySize) * 3L * Float.BYTES;
    long others = all.sent - vocabularySize * row;
    return new RoundBytes(
        others + together * (row + Integer.BYTES), others + each * (row + Integer.BYTES), all.kept);
  }

  /** Returns what a training sends of a model of so many parameters whose rows all travel. */
  static RoundBytes of(long parameters, TrainingSpec training) {
    int averaged = training.optimizer().values() - training.keptMoments();
    long received = parameters * (1 + averaged) * Float.BYTES;
    RoundDeltas deltas = training.outer().deltas();
    return new RoundBytes(
        received,
        deltas.areSent() ? deltas.bytes(parameters) : received,
        parameters * (training.keptMoments() + training.residues()) * Float.BYTES);
  }

  /**
   * Returns what the driver holds of all workers together: what they send where that is few bytes,
   * so that it takes their mean, and nothing where executors do.
   *
   * @param workers that train in a round
   * @param most bytes that all of them may have together for the driver to take their mean
   */
  public long collected(int workers, long most) {
    return RoundMean.isSmall(workers, sent, most) ? workers * sent : 0;
  }
}
