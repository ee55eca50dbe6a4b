package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.TokenSequence;

/**
 * How a stream is read: in lanes of consecutive sequences, the state carried along each lane from a
 * zero state at its beginning. The sequences of a stream follow each other in the text, so this is
 * the loss on running text, but for what each lane's first tokens lack.
 */
final class Lanes {
  private Lanes() {}

  /** Reads a block of sequences, its lanes side by side. */
  static void read(MultiLayerNetwork network, List<TokenSequence> sequences, BlockReader reader) {
    int length = ScoreTask.LANE;
    int lanes = (sequences.size() + length - 1) / length;
    network.rnnClearPreviousState();
    for (int step = 0; step < Math.min(length, sequences.size()); step++) {
      List<TokenSequence> batch = new ArrayList<>(lanes);
      for (int lane = 0; lane < lanes; lane++) {
        // the last lane may be shorter; then its last sequence is read again, and not counted
        batch.add(sequences.get(Math.min(lane * length + step, sequences.size() - 1)));
      }
      boolean lastLaneEnded = (lanes - 1) * length + step >= sequences.size();
      int counted = lastLaneEnded ? lanes - 1 : lanes;
      reader.read(batch, Padding.NONE, new int[counted]);
    }
    network.rnnClearPreviousState();
  }
}
