package org.rnnlm.evaluate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.model.Head;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Predictions;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.Confusion;
import org.rnnlm.shard.TokenSequence;

/** How networks are scored that make one prediction a sequence. */
final class WholeSequences {
  private final MultiLayerNetwork network;
  private final Head head;
  private final int vocabularySize;
  private double nats;
  private Confusion confusion = Confusion.NONE;

  WholeSequences(MultiLayerNetwork network, Head head, int vocabularySize) {
    this.network = network;
    this.head = head;
    this.vocabularySize = vocabularySize;
  }

  /** Reads sequences, those of like length side by side. */
  WholeSequences read(List<TokenSequence> sequences, int batchSize) {
    List<TokenSequence> sorted = new ArrayList<>(sequences);
    sorted.sort(Comparator.comparingInt(TokenSequence::targets));
    for (int from = 0; from < sorted.size(); from += batchSize) {
      read(sorted.subList(from, Math.min(from + batchSize, sorted.size())));
    }
    return this;
  }

  private void read(List<TokenSequence> batch) {
    DataSet arrays =
        SequenceArrays.of(batch, TokenInput.of(network), vocabularySize, Padding.NONE, head);
    float[][] probabilities = Predictions.of(network, arrays);
    int[] targets = arrays.getLabels().data().asInt();
    int[] predicted = new int[batch.size()];
    for (int i = 0; i < predicted.length; i++) {
      // A single-precision softmax ends at the smallest float; the loss of a target at 103 nats.
      nats -= Math.log(Math.max(probabilities[i][targets[i]], Float.MIN_VALUE));
      predicted[i] = Predictions.likeliest(probabilities[i]);
    }
    if (head == Head.CLASS) {
      confusion = confusion.plus(Confusion.of(probabilities[0].length, targets, predicted));
    }
  }

  double nats() {
    return nats;
  }

  Confusion confusion() {
    return confusion;
  }
}
