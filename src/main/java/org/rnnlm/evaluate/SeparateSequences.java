package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.TokenSequence;

/**
 * How sentences and windows are read: each from a zero state. Of a window only the targets count
 * that the one before has not predicted, so that every token counts once.
 */
final class SeparateSequences {
  private SeparateSequences() {}

  /** Reads a block of sequences, those of like length side by side. */
  static void read(
      MultiLayerNetwork network,
      ScoreTask task,
      List<TokenSequence> sequences,
      BlockReader reader) {
    List<TokenSequence> sorted = new ArrayList<>(sequences);
    sorted.sort(Comparator.comparingInt(TokenSequence::targets));
    Padding padding = Padding.of(task.sequences(), 0);
    for (int from = 0; from < sorted.size(); from += task.lanes()) {
      List<TokenSequence> batch =
          sorted.subList(from, Math.min(from + task.lanes(), sorted.size()));
      network.rnnClearPreviousState();
      reader.read(batch, padding, batch.stream().mapToInt(task.sequences()::repeated).toArray());
    }
    network.rnnClearPreviousState();
  }

  /** Returns how many targets of the sequences count. */
  static long counted(SequenceSpec spec, List<TokenSequence> sequences) {
    return sequences.stream()
        .mapToLong(sequence -> spec.targets(sequence) - spec.repeated(sequence))
        .sum();
  }
}
