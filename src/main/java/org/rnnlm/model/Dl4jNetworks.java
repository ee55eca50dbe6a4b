package org.rnnlm.model;

import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.rnnlm.kernel.Cell;

/**
 * The same models of DL4J's own layers, as a baseline. They have no GRU, no recurrent dropout, no
 * tied embedding, and their gradients are wrong where a state is carried.
 */
final class Dl4jNetworks {
  private Dl4jNetworks() {}

  /**
   * @throws IllegalArgumentException if the specification asks for what DL4J has not
   */
  static MultiLayerConfiguration configuration(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    refuseWhatDl4jLacks(spec);
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(learningRate))
            .list();
    if (!spec.oneHotInput()) {
      layers.layer(
          new EmbeddingSequenceLayer.Builder()
              .nIn(vocabularySize)
              .nOut(spec.embeddingSize())
              .outputDataFormat(RNNFormat.NCW)
              .build());
    }
    int width = spec.oneHotInput() ? vocabularySize : spec.embeddingSize();
    for (int i = 0; i < spec.layers(); i++) {
      layers.layer(recurrent(spec, i).nIn(width).nOut(spec.hiddenSize()).build());
      width = spec.hiddenSize();
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .activation(Activation.SOFTMAX)
                .nIn(width)
                .nOut(vocabularySize)
                .dropOut(retained(spec.dropout()))
                .dataFormat(RNNFormat.NCW)
                .build())
        .build();
  }

  private static BaseRecurrentLayer.Builder<?> recurrent(ModelSpec spec, int index) {
    BaseRecurrentLayer.Builder<?> layer =
        switch (spec.cell()) {
          case SIMPLE_RNN -> new SimpleRnn.Builder();
          case LSTM ->
              new LSTM.Builder()
                  .forgetGateBiasInit(spec.forgetBias())
                  .gateActivationFunction(Activation.SIGMOID);
          case PEEPHOLE_LSTM -> peepholes(spec);
          case GRU -> throw new IllegalStateException("DL4J has no GRU"); // refused before
        };
    layer.activation(Activation.TANH).dataFormat(RNNFormat.NCW);
    if (index > 0) {
      layer.dropOut(retained(spec.dropout()));
    }
    return layer;
  }

  @SuppressWarnings("deprecation") // DL4J's only LSTM with peepholes
  private static BaseRecurrentLayer.Builder<?> peepholes(ModelSpec spec) {
    return new GravesLSTM.Builder()
        .forgetGateBiasInit(spec.forgetBias())
        .gateActivationFunction(Activation.SIGMOID);
  }

  static void refuseWhatDl4jLacks(ModelSpec spec) {
    lacks(spec)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
  }

  /** Why DL4J's own layers cannot compute a model, if they cannot. */
  static Optional<String> lacks(ModelSpec spec) {
    if (spec.ofPairs()) {
      return Optional.of(
          "DL4J's own layers hand no state from an encoder to a decoder; set compute.kernel = auto");
    }
    if (spec.cell() == Cell.GRU
        || spec.recurrentDropout() > 0
        || spec.tiedEmbedding()
        || spec.frozenEmbedding()) {
      return Optional.of(
          "DL4J's own layers have no GRU, no recurrent dropout and no tied or frozen embedding: "
              + spec.summary());
    }
    return spec.head().kind() == Head.EVERY_STEP
        ? Optional.empty()
        : Optional.of(
            "DL4J's own layers are a baseline for language models alone; set model.head = every-step, or compute.kernel = auto");
  }

  /** DL4J states dropout as the share that is kept, and 0 as none dropped. */
  private static double retained(double dropout) {
    return dropout == 0 ? 0 : 1 - dropout;
  }
}
