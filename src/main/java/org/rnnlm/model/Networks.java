package org.rnnlm.model;

import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.vectors.PretrainedVectors;

/**
 * Builds DL4J networks from specifications. Weights start by Glorot's scheme; Adam is the updater
 * where no other optimizer is given.
 */
public final class Networks {
  private Networks() {}

  /**
   * Returns the configuration of a network over a vocabulary, with Adam.
   *
   * @param vocabularySize number of token ids, specials among them
   * @param learningRate Adam's
   * @param seed of the initial weights
   */
  public static MultiLayerConfiguration configuration(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    return configuration(spec, vocabularySize, OptimizerSpec.ADAM, learningRate, seed);
  }

  private static MultiLayerConfiguration configuration(
      ModelSpec spec, int vocabularySize, OptimizerSpec optimizer, double learningRate, long seed) {
    NeuralNetConfiguration.ListBuilder network =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.XAVIER)
            .updater(optimizer.updater(learningRate))
            .miniBatch(false) // the gradient is scaled once, by who trains
            .list();
    for (Layer layer : NetworkLayers.of(spec, vocabularySize)) {
      if (layer instanceof BaseLayer trained) { // the builder would give it to each layer twice
        trained.setRegularization(optimizer.regularization());
      }
      network.layer(layer);
    }
    return network.build();
  }

  /**
   * Returns the specification itself, if the layers asked for can compute it.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public static ModelSpec supported(ModelSpec spec, ComputeSpec compute) {
    if (compute.layers() == ComputeSpec.Layers.DL4J) {
      Dl4jNetworks.require(spec);
    }
    return spec;
  }

  /** Returns how many parameters a network has, without making one. */
  public static long parameters(ModelSpec spec, int vocabularySize, ComputeSpec.Layers layers) {
    return parameters(shown(spec, vocabularySize, layers).stream());
  }

  private static long parameters(Stream<Layer> layers) {
    return layers.mapToLong(layer -> layer.initializer().numParams(layer)).sum();
  }

  /** Returns a network layer by layer, without making one. */
  public static ModelSummary summary(
      ModelSpec spec, int vocabularySize, ComputeSpec.Layers layers, SequenceSpec sequences) {
    return ModelSummary.of(shown(spec, vocabularySize, layers), sequences);
  }

  private static List<Layer> shown(ModelSpec spec, int vocabularySize, ComputeSpec.Layers layers) {
    return switch (layers) {
      case RNNLM -> NetworkLayers.of(spec, vocabularySize);
      case DL4J ->
          Dl4jNetworks.configuration(spec, vocabularySize, 1, 1).getConfs().stream()
              .map(NeuralNetConfiguration::getLayer)
              .toList();
    };
  }

  private static MultiLayerConfiguration configuration(
      ComputeSpec.Layers layers,
      ModelSpec spec,
      int vocabularySize,
      OptimizerSpec optimizer,
      double learningRate,
      long seed) {
    return switch (layers) {
      case RNNLM -> configuration(spec, vocabularySize, optimizer, learningRate, seed);
      case DL4J -> Dl4jNetworks.configuration(spec, vocabularySize, learningRate, seed);
    };
  }

  /** Returns a network with freshly drawn weights, of our layers on the best kernels there are. */
  public static MultiLayerNetwork create(
      ModelSpec spec, int vocabularySize, double learningRate, long seed) {
    return create(spec, vocabularySize, learningRate, seed, ComputeSpec.AUTO);
  }

  /** Returns a network with freshly drawn weights, with Adam. */
  public static MultiLayerNetwork create(
      ModelSpec spec, int vocabularySize, double learningRate, long seed, ComputeSpec compute) {
    return create(spec, vocabularySize, OptimizerSpec.ADAM, learningRate, seed, compute);
  }

  /**
   * Returns a network with freshly drawn weights.
   *
   * @param optimizer that it is trained by; DL4J's own layers have Adam whatever it is
   */
  public static MultiLayerNetwork create(
      ModelSpec spec,
      int vocabularySize,
      OptimizerSpec optimizer,
      double learningRate,
      long seed,
      ComputeSpec compute) {
    MultiLayerConfiguration configuration =
        configuration(compute.layers(), spec, vocabularySize, optimizer, learningRate, seed);
    return prepared(new MultiLayerNetwork(configuration), null, compute.kernels());
  }

  /**
   * Lets the embedding start from pretrained vectors; tokens without one keep what they have.
   *
   * @throws IllegalArgumentException if the network has no embedding of their width
   */
  public static void embed(MultiLayerNetwork network, PretrainedVectors vectors) {
    for (int id = 0; id < vectors.vocabularySize(); id++) {
      if (vectors.covers(id)) {
        KernelLayers.embed(network, id, vectors.vector(id));
      }
    }
  }

  /**
   * Returns a network by its configuration, its parameters yet to be set.
   *
   * @param window steps after which back-propagation is truncated, the state carried on; 0 for
   *     whole sequences
   */
  public static MultiLayerNetwork of(String json, KernelSpec kernels, int window) {
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    if (window > 0) {
      configuration.setBackpropType(BackpropType.TruncatedBPTT);
      truncate(configuration, window);
    }
    return prepared(new MultiLayerNetwork(configuration), zeros(configuration), kernels);
  }

  /**
   * Truncates back-propagation elsewhere from now on, in a network that was made with a window.
   *
   * @param window steps after which it is, at least 1
   */
  public static void truncate(MultiLayerNetwork network, int window) {
    truncate(network.getLayerWiseConfigurations(), window);
  }

  private static void truncate(MultiLayerConfiguration configuration, int window) {
    configuration.setTbpttFwdLength(window);
    configuration.setTbpttBackLength(window);
  }

  /** Returns room for all parameters of a network, which need not be drawn then. */
  private static INDArray zeros(MultiLayerConfiguration network) {
    long parameters = parameters(network.getConfs().stream().map(NeuralNetConfiguration::getLayer));
    return Nd4j.create(DataType.FLOAT, parameters);
  }

  /**
   * @param parameters null for those that are drawn
   */
  private static MultiLayerNetwork prepared(
      MultiLayerNetwork network, INDArray parameters, KernelSpec kernels) {
    // DL4J would write its dump into the working folder, by libraries that the jar leaves out.
    CrashReportingUtil.crashDumpsEnabled(false);
    network.init(parameters, false);
    use(network, kernels);
    return network;
  }

  /** Chooses the kernels that a network is computed with. */
  public static void use(MultiLayerNetwork network, KernelSpec kernels) {
    KernelLayers.prepare(network, Kernels.of(kernels));
  }

  /** All at once, ND4J would ask for two full garbage collections a round. */
  private static void destroyWorkspaces(MemoryWorkspaceManager manager) {
    List<MemoryWorkspace> all = manager.getAllWorkspacesForCurrentThread();
    if (all != null) {
      List.copyOf(all).forEach(manager::destroyWorkspace);
    }
  }

  /**
   * Makes a network leave the thread that used it: nothing of what it computed there is left, but
   * for its parameters and its optimizer, and another thread may go on with it.
   */
  public static void leave(MultiLayerNetwork network) {
    network.clearLayerMaskArrays();
    network.clearLayersStates();
    network.rnnClearPreviousState();
    network.setInput(null);
    network.setLabels(null);
    destroyWorkspaces(Nd4j.getWorkspaceManager());
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
    destroyWorkspaces(Nd4j.getWorkspaceManager());
  }
}
