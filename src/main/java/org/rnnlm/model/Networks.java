package org.rnnlm.model;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.EncoderDecoder;
import org.rnnlm.layer.FusedAdam;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.layer.OneHotTokens;
import org.rnnlm.layer.Recurrent;
import org.rnnlm.layer.TokenEmbedding;
import org.rnnlm.layer.TokenSoftmax;

/**
 * Builds DL4J networks from specifications. Weights start by Glorot's scheme, and Adam (Kingma and
 * Ba, arXiv 1412.6980) is the updater.
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
            .updater(new FusedAdam(learningRate))
            .miniBatch(false) // the gradient is scaled once, by who trains
            .list();
    layers.layer(input(spec, vocabularySize));
    int width = spec.oneHotInput() ? vocabularySize : spec.embeddingSize();
    for (int i = 0; i < spec.layers(); i++) {
      layers.layer(
          recurrent(spec, i)
              .nIn(width)
              .nOut(spec.hiddenSize())
              .dropOut(i == 0 ? 0 : retained(spec.dropout()))
              .build());
      width = spec.hiddenSize();
    }
    layers.layer(
        new TokenSoftmax.Builder()
            .nIn(width)
            .nOut(vocabularySize)
            .dropOut(retained(spec.dropout()))
            .build());
    return layers.build();
  }

  private static BaseRecurrentLayer.Builder<?> recurrent(ModelSpec spec, int index) {
    return switch (spec.architecture()) {
      case LANGUAGE_MODEL ->
          new Recurrent.Builder(spec.cell())
              .recurrentDropout(spec.recurrentDropout())
              .forgetGateBias(spec.forgetBias());
      case ENCODER_DECODER -> {
        EncoderDecoder.Builder layer =
            new EncoderDecoder.Builder(spec.cell())
                .recurrentDropout(spec.recurrentDropout())
                .forgetGateBias(spec.forgetBias());
        yield index == spec.layers() - 1 ? layer.last() : layer;
      }
    };
  }

  private static Layer input(ModelSpec spec, int vocabularySize) {
    if (spec.oneHotInput()) {
      return new OneHotTokens(vocabularySize);
    }
    TokenEmbedding.Builder embedding =
        new TokenEmbedding.Builder().nIn(vocabularySize).nOut(spec.embeddingSize());
    return spec.tiedEmbedding() ? embedding.tied().build() : embedding.build();
  }

  /** DL4J states dropout as the share that is kept, and 0 as none dropped. */
  private static double retained(double dropout) {
    return dropout == 0 ? 0 : 1 - dropout;
  }

  /**
   * The specification itself, if the layers asked for can compute it.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public static ModelSpec supported(ModelSpec spec, ComputeSpec compute) {
    if (compute.layers() == ComputeSpec.Layers.DL4J) {
      Dl4jNetworks.refuseWhatDl4jLacks(spec);
    }
    return spec;
  }

  /** How many parameters a network has, without making one. */
  public static long parameters(ModelSpec spec, int vocabularySize, ComputeSpec.Layers layers) {
    return configuration(layers, spec, vocabularySize, 1, 1).getConfs().stream()
        .mapToLong(layer -> layer.getLayer().initializer().numParams(layer))
        .sum();
  }

  private static MultiLayerConfiguration configuration(
      ComputeSpec.Layers layers,
      ModelSpec spec,
      int vocabularySize,
      double learningRate,
      long seed) {
    return switch (layers) {
      case RNNLM -> configuration(spec, vocabularySize, learningRate, seed);
      case DL4J -> Dl4jNetworks.configuration(spec, vocabularySize, learningRate, seed);
    };
  }

  /** A network with freshly drawn weights, of our layers on the best kernels there are. */
  public static MultiLayerNetwork create(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    return create(spec, vocabularySize, learningRate, seed, ComputeSpec.AUTO);
  }

  /** A network with freshly drawn weights. */
  public static MultiLayerNetwork create(
      ModelSpec spec, int vocabularySize, double learningRate, long seed, ComputeSpec compute) {
    MultiLayerConfiguration configuration =
        configuration(compute.layers(), spec, vocabularySize, learningRate, seed);
    return prepared(new MultiLayerNetwork(configuration), compute.kernels());
  }

  /**
   * A network by its configuration, its parameters yet to be set.
   *
   * @param window steps after which back-propagation is truncated, the state carried on; 0 for
   *     whole sequences
   */
  public static MultiLayerNetwork of(String json, KernelSpec kernels, int window) {
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    if (window > 0) {
      configuration.setBackpropType(BackpropType.TruncatedBPTT);
      configuration.setTbpttFwdLength(window);
      configuration.setTbpttBackLength(window);
    }
    return prepared(new MultiLayerNetwork(configuration), kernels);
  }

  private static MultiLayerNetwork prepared(MultiLayerNetwork network, KernelSpec kernels) {
    network.init();
    use(network, kernels);
    return network;
  }

  /** Chooses the kernels that a network is computed with. */
  public static void use(MultiLayerNetwork network, KernelSpec kernels) {
    KernelLayers.prepare(network, Kernels.of(kernels));
  }

  /**
   * Frees a network's native memory, to be called in the thread that used it. Unlike {@code
   * MultiLayerNetwork.close} it does not ask for a full garbage collection, which would stop all
   * other workers of the process.
   */
  public static void release(MultiLayerNetwork network) {
    KernelLayers.close(network);
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
