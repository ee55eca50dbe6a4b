package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.layers.IOutputLayer;
import org.deeplearning4j.nn.api.layers.RecurrentLayer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.AllocationPolicy;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.memory.enums.ResetPolicy;
import org.nd4j.linalg.api.memory.enums.SpillPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.KernelShapes;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.Passes;
import org.rnnlm.kernel.RecurrentShape;
import org.rnnlm.kernel.SoftmaxShape;
import org.rnnlm.kernel.TargetWeights;
import org.rnnlm.kernel.TokenInformation;
import org.rnnlm.kernel.TokenRanks;

/** What holds for all layers of ours in a network. */
public final class KernelLayers {
  private static final String WORKSPACE = "RNNLM_LOSSES";
  private static final WorkspaceConfiguration WORKSPACE_CONFIGURATION =
      WorkspaceConfiguration.builder()
          .initialSize(0)
          .overallocationLimit(0.02)
          .policyLearning(LearningPolicy.FIRST_LOOP)
          .policyReset(ResetPolicy.BLOCK_LEFT)
          .policySpill(SpillPolicy.REALLOCATE)
          .policyAllocation(AllocationPolicy.OVERALLOCATE)
          .build();

  private KernelLayers() {}

  /**
   * Makes a network that has been initialized ready for use: chooses the kernels and ties
   * embeddings. A network without tied embeddings works without this too, with the best kernels
   * there are; so do layers in DL4J's {@code Bidirectional}, which does not hand them out.
   */
  public static void prepare(MultiLayerNetwork network, Kernels kernels) {
    SharedShapes.install();
    ours(network).forEach(layer -> layer.use(kernels));
    if (network.getnLayers() > 1
        && network.getLayer(0) instanceof OneHotTokensRuntime
        && network.getLayer(1) instanceof RecurrentRuntime first) {
      first.readData();
    }
    if (network.getnLayers() > 1
        && network.getLayer(0) instanceof OneHotTokensRuntime
        && network.getLayer(1) instanceof ResidualRuntime first) {
      first.readData();
    }
    for (Layer layer : network.getLayers()) {
      if (layer instanceof TokenEmbeddingRuntime embedding) {
        embedding.tie(network.getOutputLayer());
      }
    }
  }

  /**
   * Returns the kernels that a network of ours trains with.
   *
   * @param batch sequences side by side
   * @param steps of a window
   */
  public static KernelShapes shapes(MultiLayerConfiguration network, int batch, int steps) {
    List<RecurrentShape> recurrents = new ArrayList<>();
    List<SoftmaxShape> outputs = new ArrayList<>();
    boolean summarizes = false;
    boolean afterData = false;
    for (NeuralNetConfiguration configuration : network.getConfs()) {
      org.deeplearning4j.nn.conf.layers.Layer layer = configuration.getLayer();
      summarizes |= layer instanceof SequenceSummary;
      Passes passes = afterData && oneWay(layer) ? Passes.WEIGHT_GRADIENTS : Passes.ALL;
      afterData = layer instanceof OneHotTokens;
      if (layer instanceof CellLayer of) {
        recurrents.add(
            new RecurrentShape(
                of.cell(), (int) of.getNIn(), (int) of.units(), batch, steps, passes, of.heads()));
      }
      if (layer instanceof TokenSoftmax output) {
        int rows = summarizes ? batch : Math.multiplyExact(batch, steps);
        outputs.add(
            output
                .clusters()
                .map(clusters -> clusters.head(rows))
                .orElseGet(
                    () -> new SoftmaxShape((int) output.getNIn(), (int) output.getNOut(), rows)));
      }
    }
    return new KernelShapes(recurrents, outputs);
  }

  private static boolean oneWay(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return layer instanceof Recurrent
        || layer instanceof ResidualBlock block && block.beginsStream() && !block.bidirectional();
  }

  /**
   * Says that a network's parameters do not change any more, so that its kernels need not see
   * whether they have, and that nobody keeps arrays of its carried state, so that they are used
   * again: for whoever reads token by token, where both take a good part of a step.
   */
  public static void hold(MultiLayerNetwork network) {
    ours(network).forEach(KernelLayer::hold);
  }

  /**
   * Has a network weigh its predictions by their targets while it trains: in the loss that is told
   * and in gradients. Losses of a network that is scored are as they were.
   *
   * @throws IllegalArgumentException if its layers are not ours
   */
  public static void weigh(MultiLayerNetwork network, TargetWeights weights) {
    if (!(network.getOutputLayer() instanceof TokenSoftmaxRuntime output)) {
      throw new IllegalArgumentException("layers of DL4J's own, and a CRF, weigh no classes");
    }
    output.weigh(weights);
  }

  /**
   * Makes a network penalize its last recurrent layer's activations while it trains: in gradients,
   * and not in the loss that is told.
   *
   * @throws IllegalArgumentException if its layers are not ours
   */
  public static void penalize(MultiLayerNetwork network, ActivationPenalty penalty) {
    if (!(network.getOutputLayer() instanceof TokenSoftmaxRuntime output)) {
      throw new IllegalArgumentException("layers of DL4J's own, and a CRF, penalize nothing");
    }
    output.penalize(penalty);
  }

  private static Stream<KernelLayer> ours(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers())
        .map(KernelLayers::unwrapped)
        .filter(KernelLayer.class::isInstance)
        .map(KernelLayer.class::cast);
  }

  /** Returns the layer within what DL4J wraps round it, such as {@code LastTimeStep}. */
  private static Layer unwrapped(Layer layer) {
    return layer instanceof BaseWrapperLayer wrapper ? unwrapped(wrapper.getUnderlying()) : layer;
  }

  /**
   * Sets a token's vector in the embedding that a network begins with, of ours or of DL4J's.
   *
   * @throws IllegalArgumentException if it has none, or one of another width
   */
  public static void embed(MultiLayerNetwork network, int id, float[] vector) {
    Layer first = network.getLayer(0);
    if (first instanceof TokenEmbeddingRuntime embedding) {
      embedding.embed(id, vector);
    } else if (first.conf().getLayer() instanceof EmbeddingSequenceLayer) {
      first.getParam(EmbeddingParameters.VECTORS).putRow(id, Nd4j.createFromArray(vector));
    } else {
      throw new IllegalArgumentException("the network does not begin with an embedding");
    }
  }

  /** Time that a network's recurrent layers have spent in kernels so far, in nanoseconds. */
  public static long recurrentNanos(MultiLayerNetwork network) {
    return ours(network)
        .filter(layer -> !(layer instanceof TokenSoftmaxRuntime))
        .mapToLong(KernelLayer::kernelNanos)
        .sum();
  }

  /** Returns the nanoseconds that the kernels of its output layer took. */
  public static long outputNanos(MultiLayerNetwork network) {
    return network.getOutputLayer() instanceof TokenSoftmaxRuntime output
        ? output.kernelNanos()
        : 0;
  }

  /** Returns whether a network makes one vector of each sequence, and so one prediction. */
  public static boolean summarize(MultiLayerNetwork network) {
    return Arrays.stream(network.getLayers()).anyMatch(SequenceSummaryRuntime.class::isInstance);
  }

  /** Returns whether a network computes with layers of ours. */
  public static boolean areIn(MultiLayerNetwork network) {
    return network.getOutputLayer() instanceof KernelLayer;
  }

  /**
   * Returns the losses of a language model at each step, in nats; the state is carried on from the
   * call before, as {@code rnnTimeStep} does. No distribution over the whole vocabulary and all
   * steps is made.
   *
   * @param network that ends with a {@link TokenSoftmax}
   * @param arrays ids [batch, 1, time], labels the same, perhaps a mask over them; a network with a
   *     {@link SequenceSummary} takes labels of one step, and a mask over the ids
   * @return [time, batch] step after step; 0 where masked
   */
  public static double[] losses(MultiLayerNetwork network, DataSet arrays) {
    return ofOutput(network, arrays, (output, workspaces) -> output.losses(false, workspaces));
  }

  /**
   * Returns the losses of a language model and the entropies of its distributions, as {@link
   * #losses} reads them.
   *
   * @return [time, batch] step after step; 0 where masked
   */
  public static TokenInformation information(MultiLayerNetwork network, DataSet arrays) {
    return ofOutput(network, arrays, TokenSoftmaxRuntime::information);
  }

  /**
   * Returns what a language model's output layer reads: the hidden states of its last recurrent
   * layer, after each step that {@link #losses} would read.
   *
   * @return [time, batch, size] step after step
   */
  public static float[] hidden(MultiLayerNetwork network, DataSet arrays) {
    return ofOutput(network, arrays, TokenSoftmaxRuntime::hidden);
  }

  /**
   * Returns how the labels stand in a language model's distributions, as {@link #losses} reads
   * them.
   *
   * @return [time, batch] step after step
   */
  public static TokenRanks ranks(MultiLayerNetwork network, DataSet arrays) {
    return ofOutput(network, arrays, TokenSoftmaxRuntime::ranks);
  }

  /**
   * Returns the tags that a network of tags chooses for each step, and the loss of the labels. The
   * state is not carried on.
   *
   * @param arrays ids [batch, 1, time], labels the same, a mask over both where sequences differ in
   *     length
   */
  public static TagChoices tags(MultiLayerNetwork network, DataSet arrays) {
    network.rnnClearPreviousState();
    TagChoices choices = ofOutput(network, arrays, TagOutput.class, TagOutput::tags);
    network.rnnClearPreviousState();
    return choices;
  }

  private static <T> T ofOutput(
      MultiLayerNetwork network,
      DataSet arrays,
      BiFunction<TokenSoftmaxRuntime, LayerWorkspaceMgr, T> function) {
    return ofOutput(network, arrays, TokenSoftmaxRuntime.class, function);
  }

  @SuppressWarnings("try") // a workspace is entered for as long as it is open
  private static <O, T> T ofOutput(
      MultiLayerNetwork network,
      DataSet arrays,
      Class<O> kind,
      BiFunction<O, LayerWorkspaceMgr, T> function) {
    LayerWorkspaceMgr workspaces =
        LayerWorkspaceMgr.builder().defaultWorkspace(WORKSPACE, WORKSPACE_CONFIGURATION).build();
    try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.ACTIVATIONS)) {
      INDArray activations = arrays.getFeatures();
      network.setLayerMaskArrays(arrays.getFeaturesMaskArray(), null);
      IOutputLayer output = (IOutputLayer) network.getOutputLayer();
      network.setLayerMaskArrays(arrays.getFeaturesMaskArray(), null);
      for (Layer layer : network.getLayers()) {
        if (layer != output) {
          activations = step(layer, activations, workspaces);
          layer.clear();
        }
      }
      output.setInput(activations, workspaces);
      output.setLabels(arrays.getLabels());
      output.setMaskArray(arrays.getLabelsMaskArray());
      T result = function.apply(kind.cast(output), workspaces);
      output.clear();
      return result;
    }
  }

  private static INDArray step(Layer layer, INDArray input, LayerWorkspaceMgr workspaces) {
    return layer instanceof RecurrentLayer recurrent
        ? recurrent.rnnTimeStep(input, workspaces)
        : layer.activate(input, false, workspaces);
  }

  /**
   * Frees the native memory of a network's kernels; DL4J does not do so when it closes a network.
   */
  public static void close(MultiLayerNetwork network) {
    ours(network).forEach(KernelLayer::close);
  }
}
