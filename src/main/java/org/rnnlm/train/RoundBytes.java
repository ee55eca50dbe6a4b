package org.rnnlm.train;

import org.rnnlm.train.outer.InnerMoments;

/**
 * How many bytes of a model travel in a round for each worker, without what carries them.
 *
 * @param received of the driver: what the round starts from, once for all workers of a process
 * @param sent for the mean
 * @param kept for the worker's next round, written to the run's folder and read from there
 */
public record RoundBytes(long received, long sent, long kept) {
  /** Where nothing is trained. */
  public static final RoundBytes NONE = new RoundBytes(0, 0, 0);

  /** Returns what a training sends of a model of so many parameters. */
  public static RoundBytes of(long parameters, TrainingSpec training) {
    boolean keeps = training.outer().moments() == InnerMoments.KEEP;
    int moments = training.optimizer().values();
    int residue = training.outer().deltas().leaveResidue() ? 1 : 0;
    long received = parameters * (1 + (keeps ? 0 : moments)) * Float.BYTES;
    long sent = training.outer().deltas().areSent() ? sent(parameters, training) : received;
    return new RoundBytes(
        received, sent, parameters * ((keeps ? moments : 0) + residue) * Float.BYTES);
  }

  private static long sent(long parameters, TrainingSpec training) {
    return training.outer().deltas().bytes(Math.toIntExact(parameters));
  }
}
