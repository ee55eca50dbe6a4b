package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Small models of all kinds, no two dimensions of which are the same. */
final class Models {
  static final int HIDDEN = 7;

  /** Cells that formats have. */
  private static final List<Cell> HELD =
      List.of(Cell.SIMPLE_RNN, Cell.LSTM, Cell.PEEPHOLE_LSTM, Cell.GRU);

  private Models() {}

  /** Every cell, one to three layers, one-hot, embedded and tied. */
  static List<ModelSpec> languageModels() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : HELD) {
      for (int layers = 1; layers <= 3; layers++) {
        ModelSpec plain = ModelSpec.of(cell, layers, HIDDEN);
        models.add(plain);
        models.add(plain.with(EmbeddingSpec.trained(5)));
        models.add(plain.with(EmbeddingSpec.tied(HIDDEN)));
      }
    }
    models.addAll(adaptive());
    return models;
  }

  /** An adaptive softmax with one cluster, with two and with three, one-hot, embedded and tied. */
  static List<ModelSpec> adaptive() {
    ModelSpec plain = ModelSpec.of(Cell.LSTM, 2, HIDDEN);
    return List.of(
        plain.with(clusters(5)),
        plain.with(EmbeddingSpec.trained(5)).with(clusters(3, 8)),
        plain.with(EmbeddingSpec.tied(HIDDEN)).with(clusters(2, 6, 9)),
        ModelSpec.of(Cell.GRU, 1, HIDDEN)
            .with(EmbeddingSpec.trained(5))
            .with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE)));
  }

  private static HeadSpec clusters(Integer... cutoffs) {
    return HeadSpec.LANGUAGE_MODEL.with(new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(cutoffs)));
  }

  /** Heads that sum up a text, both ways of reading and of pooling, with a dense layer and not. */
  static List<ModelSpec> summaries() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : HELD) {
      for (Direction direction : Direction.values()) {
        for (Pooling pooling : Pooling.values()) {
          Head kind = pooling == Pooling.LAST ? Head.NEXT_TOKEN : Head.CLASS;
          int dense = direction == Direction.BOTH ? 6 : 0;
          HeadSpec head =
              new HeadSpec(
                  kind,
                  pooling,
                  dense,
                  cell == Cell.GRU ? DenseActivation.TANH : DenseActivation.RELU,
                  new Reads(8, Cut.END, kind == Head.CLASS ? List.of("a", "b", "c") : List.of()));
          models.add(
              ModelSpec.of(cell, 2, HIDDEN)
                  .with(EmbeddingSpec.trained(5))
                  .with(head)
                  .reading(direction));
        }
      }
    }
    return models;
  }

  static List<ModelSpec> pairs() {
    List<ModelSpec> models = new ArrayList<>();
    for (Cell cell : HELD) {
      models.add(
          ModelSpec.of(cell, 2, HIDDEN)
              .with(EmbeddingSpec.trained(5))
              .with(Architecture.ENCODER_DECODER));
    }
    return models;
  }

  /** A model with drawn weights, biases among them, large enough that gates are not all alike. */
  static Source source(ModelSpec spec) {
    Vocabulary vocabulary = vocabulary();
    MultiLayerNetwork network = Networks.create(spec, vocabulary.size(), 0.01, 3);
    INDArray drawn = Nd4j.randn(Nd4j.defaultFloatingPointType(), 1, network.numParams());
    network.params().assign(drawn.mul(0.5).reshape(network.params().shape()));
    return new Source("a model", spec, vocabulary, SequenceMode.STREAM, network);
  }

  static Vocabulary vocabulary() {
    Map<String, Long> counts = new TreeMap<>();
    for (char letter = 'a'; letter < 'j'; letter++) {
      counts.put(String.valueOf(letter), (long) letter);
    }
    List<Vocabulary.Entry> entries =
        counts.entrySet().stream()
            .map(one -> new Vocabulary.Entry(one.getKey(), one.getValue()))
            .toList();
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), entries, 1000, 5, 0, 1);
  }
}
