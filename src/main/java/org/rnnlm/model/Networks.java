package org.rnnlm.model;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/**
 * Builds DL4J networks from specifications. Weights start by Glorot's scheme, an LSTM's forget
 * gates open (bias 1), and Adam (Kingma and Ba, arXiv 1412.6980) is the updater.
 */
public final class Networks {
  private Networks() {}

  /**
   * The configuration of a network over a vocabulary.
   *
   * @param vocabularySize number of token ids, specials among them
   * @param learningRate Adam's
   * @param seed of the initial weights
   */
  public static MultiLayerConfiguration configuration(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
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
              new LSTM.Builder().forgetGateBiasInit(1).gateActivationFunction(Activation.SIGMOID);
          case PEEPHOLE_LSTM, GRU -> throw new IllegalArgumentException("x");
        };
    layer.activation(Activation.TANH).dataFormat(RNNFormat.NCW);
    if (index > 0) {
      layer.dropOut(retained(spec.dropout()));
    }
    return layer;
  }

  /** DL4J states dropout as the share that is kept, and 0 as none dropped. */
  private static double retained(double dropout) {
    return dropout == 0 ? 0 : 1 - dropout;
  }

  /** A network with freshly drawn weights. */
  public static MultiLayerNetwork create(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(configuration(spec, vocabularySize, learningRate, seed));
    network.init();
    return network;
  }

  /**
   * Frees a network's native memory, to be called in the thread that used it. Unlike {@code
   * MultiLayerNetwork.close} it does not ask for a full garbage collection, which would stop all
   * other workers of the process.
   */
  public static void release(MultiLayerNetwork network) {
    INDArray gradients = network.getFlattenedGradients();
    Updater updater = network.getUpdater(false);
    INDArray state = updater == null ? null : updater.getStateViewArray();
    for (INDArray array : new INDArray[] {network.params(), gradients, state}) {
      if (array != null && array.closeable()) {
        array.close();
      }
    }
    Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
  }
}
