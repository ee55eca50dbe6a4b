package org.rnnlm.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.rnnlm.kernel.Cell;

/**
 * Two recurrent layers and a softmax, of our layers and of DL4J's: no two dimensions are the same.
 */
final class SmallNetwork {
  static final int BATCH = 3;
  static final int INPUTS = 4;
  static final int STEPS = 5;
  static final int FIRST = 6;
  static final int SECOND = 7;
  static final int TOKENS = 11;

  private SmallNetwork() {}

  static MultiLayerNetwork ours(Cell cell, F32Kernels kernels) {
    MultiLayerNetwork network =
        network(
            new Recurrent.Builder(cell).nIn(INPUTS).nOut(FIRST).build(),
            new Recurrent.Builder(cell).nIn(FIRST).nOut(SECOND).build(),
            new TokenSoftmax.Builder().nIn(SECOND).nOut(TOKENS).build());
    KernelLayers.prepare(network, kernels.kernels());
    return network;
  }

  static MultiLayerNetwork dl4js(Cell cell) {
    return network(
        dl4jLayer(cell).nIn(INPUTS).nOut(FIRST).build(),
        dl4jLayer(cell).nIn(FIRST).nOut(SECOND).build(),
        new RnnOutputLayer.Builder(new LossSparseMCXENT())
            .activation(Activation.SOFTMAX)
            .nIn(SECOND)
            .nOut(TOKENS)
            .build());
  }

  /** With parameters of all signs and sizes, biases and peepholes too. */
  static MultiLayerNetwork network(Layer... layers) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(17).updater(new Adam(0.01)).list();
    for (Layer layer : layers) {
      list.layer(layer);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(list.build());
    network.init();
    draw(network, 31, 0.5);
    return network;
  }

  /**
   * Gives a network parameters of all signs and sizes. Candidates of min-GRU and min-LSTM are kept
   * off the point where their slope jumps, which finite differences would step over: one unit is
   * above it, the next below.
   */
  static void draw(MultiLayerNetwork network, int seed, double scale) {
    network.setParams(Arrays3d.normal(seed, scale, 1, (int) network.numParams()));
    for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof CellLayer of
          && (of.cell() == Cell.MIN_GRU || of.cell() == Cell.MIN_LSTM)) {
        layer.paramTable().forEach((name, values) -> offKinks(of, name, values));
      }
    }
  }

  private static void offKinks(CellLayer layer, String name, INDArray values) {
    if (name.endsWith("b")) {
      for (long i = values.length() - layer.units(); i < values.length(); i++) {
        values.putScalar(i, values.getDouble(i) + (i % 2 == 0 ? 3 : -5));
      }
    }
  }

  /** The summed loss of a batch that a network has computed. */
  static double lossSum(MultiLayerNetwork network, int batch) {
    return network.score() * (network.conf().isMiniBatch() ? batch : 1);
  }

  @SuppressWarnings("deprecation") // DL4J's only LSTM with peepholes
  private static BaseRecurrentLayer.Builder<?> dl4jLayer(Cell cell) {
    BaseRecurrentLayer.Builder<?> layer =
        switch (cell) {
          case SIMPLE_RNN -> new SimpleRnn.Builder();
          case LSTM -> new LSTM.Builder().gateActivationFunction(Activation.SIGMOID);
          case PEEPHOLE_LSTM -> new GravesLSTM.Builder().gateActivationFunction(Activation.SIGMOID);
          case GRU, MIN_GRU, MIN_LSTM, QRNN, SLSTM ->
              throw new IllegalArgumentException("DL4J has no " + cell.title());
        };
    return layer.activation(Activation.TANH);
  }

  static INDArray inputs() {
    return Arrays3d.normal(5, 1, BATCH, INPUTS, STEPS);
  }

  static INDArray labels() {
    return Arrays3d.ids(6, TOKENS, BATCH, STEPS);
  }

  /** Sequences of 5, 2 and 4 steps. */
  static INDArray rightPadded() {
    return Nd4j.createFromArray(new float[][] {{1, 1, 1, 1, 1}, {1, 1, 0, 0, 0}, {1, 1, 1, 1, 0}});
  }

  static INDArray leftPadded() {
    return Nd4j.createFromArray(new float[][] {{0, 0, 1, 1, 1}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 1}});
  }

  static INDArray withGaps() {
    return Nd4j.createFromArray(new float[][] {{1, 0, 1, 1, 0}, {0, 1, 0, 0, 1}, {1, 1, 1, 0, 1}});
  }
}
