package org.rnnlm.layer;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.Reads;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.TokenSequence;

/** A ragged batch of 3 sequences, and networks that make one prediction a sequence of them. */
final class OnePredictionASequence {
  private OnePredictionASequence() {}

  private static final int TOKENS = 7;
  static final int HIDDEN = 4;
  static final int EMBEDDING = 3;
  private static final Reads CLASSES = new Reads(6, Cut.END, List.of("one", "three", "two"));

  static final List<TokenSequence> BATCH =
      List.of(
          new TokenSequence(0, 0, new int[] {2, 4, 6, 1}, 2),
          new TokenSequence(1, 0, new int[] {2, 5, 3, 3, 6, 0, 4}, 0),
          new TokenSequence(2, 0, new int[] {2, 3, 1}, 1));

  static HeadSpec head(Head kind, Pooling pooling, int dense) {
    return new HeadSpec(kind, pooling, dense, DenseActivation.TANH, CLASSES);
  }

  static MultiLayerNetwork network(ModelSpec model, F32Kernels kernels) {
    ComputeSpec compute = new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels.spec());
    MultiLayerNetwork network = Networks.create(model, TOKENS, 0.01, 1, compute);
    SmallNetwork.draw(network, 3, 0.6);
    return network;
  }

  static DataSet arrays(ModelSpec model, TokenSequence... batch) {
    return SequenceArrays.of(
        List.of(batch), TokenInput.IDS, TOKENS, Padding.NONE, model.head().kind());
  }

  static TokenSequence[] all() {
    return BATCH.toArray(TokenSequence[]::new);
  }
}
