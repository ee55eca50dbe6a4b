package org.rnnlm.model;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Builds the same models of DL4J's own layers, as a baseline. They have no GRU and none of the
 * newer cells, no recurrent dropout, no tied embedding, and their gradients are wrong where a state
 * is carried. What they can compute is known here alone: whoever depends on it asks {@link #has} or
 * {@link #require}.
 */
public final class Dl4jNetworks {
  private Dl4jNetworks() {}

  /**
   * @throws IllegalArgumentException if the specification asks for what DL4J has not
   */
  static MultiLayerConfiguration configuration(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    require(spec);
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.XAVIER)
            .updater(new Adam(learningRate))
            .list();
    EmbeddingSpec embedding = spec.embedding();
    if (!embedding.oneHot()) {
      layers.layer(
          new EmbeddingSequenceLayer.Builder()
              .nIn(vocabularySize)
              .nOut(embedding.size())
              .outputDataFormat(RNNFormat.NCW)
              .build());
    }
    int width = embedding.width(vocabularySize);
    for (int i = 0; i < spec.layers(); i++) {
      layers.layer(
          recurrent(spec.recurrent())
              .nIn(width)
              .nOut(spec.hiddenSize())
              .dropOut(spec.dropout().beforeLayer(i))
              .build());
      width = spec.hiddenSize();
    }
    return layers
        .layer(
            new RnnOutputLayer.Builder(new LossSparseMCXENT())
                .activation(Activation.SOFTMAX)
                .nIn(width)
                .nOut(vocabularySize)
                .dropOut(spec.dropout().beforeOutput())
                .dataFormat(RNNFormat.NCW)
                .build())
        .build();
  }

  /** Returns DL4J's layer of a cell; nothing of one that DL4J does not have. */
  private static Optional<BaseRecurrentLayer.Builder<?>> layer(RecurrentSpec spec) {
    return switch (spec.cell()) {
      case SIMPLE_RNN -> Optional.of(new SimpleRnn.Builder());
      case LSTM ->
          Optional.of(
              new LSTM.Builder()
                  .forgetGateBiasInit(spec.forgetBias())
                  .gateActivationFunction(Activation.SIGMOID));
      case PEEPHOLE_LSTM -> Optional.of(peepholes(spec));
      case GRU, MIN_GRU, MIN_LSTM, QRNN, SLSTM -> Optional.empty();
    };
  }

  private static BaseRecurrentLayer.Builder<?> recurrent(RecurrentSpec spec) {
    BaseRecurrentLayer.Builder<?> layer = layer(spec).orElseThrow(); // refused before
    layer.activation(Activation.TANH).dataFormat(RNNFormat.NCW);
    return layer;
  }

  @SuppressWarnings("deprecation") // DL4J's only LSTM with peepholes
  private static BaseRecurrentLayer.Builder<?> peepholes(RecurrentSpec spec) {
    return new GravesLSTM.Builder()
        .forgetGateBiasInit(spec.forgetBias())
        .gateActivationFunction(Activation.SIGMOID);
  }

  /**
   * Returns a network of DL4J's own layers with the parameters of one of ours.
   *
   * @throws IllegalArgumentException if DL4J's layers cannot compute it
   */
  public static MultiLayerNetwork withParametersOf(
      MultiLayerNetwork ours, ModelSpec spec, int vocabularySize) {
    double rate = new Adam().getLearningRate();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, vocabularySize, rate, 1));
    network.init();
    int before = ours.getnLayers() - network.getnLayers(); // DL4J needs no layer for one-hot tokens
    for (int i = 0; i < network.getnLayers(); i++) {
      Layer from = ours.getLayer(i + before);
      network
          .getLayer(i)
          .paramTable()
          .forEach((name, values) -> values.assign(from.getParam(name)));
    }
    return network;
  }

  /** Returns whether DL4J's own layers can compute a model. */
  public static boolean has(ModelSpec spec) {
    return lacks(spec).isEmpty();
  }

  /**
   * @throws IllegalArgumentException if DL4J's own layers cannot compute the model; the message
   *     says why
   */
  static void require(ModelSpec spec) {
    lacks(spec)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
  }

  private static Optional<String> lacks(ModelSpec spec) {
    if (spec.ofPairs()) {
      return Optional.of(
          "DL4J's own layers hand no state from an encoder to a decoder; set compute.kernel ="
              + " auto");
    }
    if (spec.head().output().adaptive()) {
      return Optional.of(
          "DL4J's own layers have no adaptive softmax; set model.output = full, or compute.kernel ="
              + " auto");
    }
    if (layer(spec.recurrent()).isEmpty()
        || spec.recurrent().block().residual()
        || !spec.dropout().plain()
        || spec.embedding().tied()
        || spec.embedding().frozen()) {
      return Optional.of(
          "DL4J's own layers have no GRU nor newer cell, no residual blocks, no dropout but of"
              + " activations, each step by itself, and no tied or frozen embedding: "
              + spec.summary());
    }
    return spec.head().kind() == Head.EVERY_STEP
        ? Optional.empty()
        : Optional.of(
            "DL4J's own layers are a baseline for language models alone; set model.head ="
                + " every-step, or compute.kernel = auto");
  }
}
