package org.rnnlm.train;

import java.util.Arrays;
import org.rnnlm.train.outer.RoundDeltas;

/**
 * What a worker keeps for itself from round to round.
 *
 * @param moments the state of its optimizer; none where that is averaged
 * @param residue what rounding left of its deltas, a value a parameter; none where nothing is
 *     rounded. Not copied
 */
record WorkerKept(float[] moments, float[] residue) {
  /** A worker that keeps nothing. */
  static final WorkerKept NOTHING = new WorkerKept(new float[0], new float[0]);

  /** Returns a round's start with the worker's own moments, if it has any. */
  ReplicaState addTo(ReplicaState start) {
    return moments.length == 0 ? start : start.with(moments);
  }

  /**
   * Returns the deltas of a round, in the bits of their format. The residue becomes what is left of
   * them.
   *
   * @param start of the round, at least the parameters
   * @param end the same of the worker
   */
  SentValues deltas(RoundDeltas format, ReplicaState start, ReplicaState end) {
    float[] deltas =
        format.leaveResidue() ? residue : new float[end.parameters()]; // of which nothing is left
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] += end.values()[i] - start.values()[i];
    }
    return format.leaveResidue() ? PackedDeltas.of(format, deltas) : new Floats(deltas);
  }

  /** Returns what it keeps after a round. */
  WorkerKept after(ReplicaState end) {
    return moments.length == 0
        ? this
        : new WorkerKept(
            Arrays.copyOfRange(end.values(), end.parameters(), end.values().length), residue);
  }
}
