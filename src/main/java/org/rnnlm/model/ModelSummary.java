package org.rnnlm.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.rnnlm.layer.BidirectionalRecurrent;
import org.rnnlm.layer.OneHotTokens;
import org.rnnlm.layer.Recurrent;
import org.rnnlm.layer.ResidualBlock;
import org.rnnlm.layer.TokenEmbedding;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.text.Text;

/**
 * A network layer by layer, as Keras sums one up. It is read off the layers, so it holds for layers
 * of any kind.
 *
 * @param layers from input to output
 */
public record ModelSummary(List<LayerSummary> layers) {
  private static final String UNKNOWN = "None";
  private static final String ROW = "%-44s %-22s %14s%n";

  /**
   * One layer.
   *
   * @param name that settings have for it, such as {@code layer-1}; empty without weights
   * @param type of the layer, its cell too where it has one
   * @param output its shape, such as {@code (None, 50, 256)}: batch, steps, size; None is what
   *     differs from batch to batch
   * @param parameters that it has itself
   */
  public record LayerSummary(String name, String type, String output, long parameters) {}

  public ModelSummary {
    layers = List.copyOf(layers);
  }

  /**
   * Returns the summary of a network that reads token ids.
   *
   * @param sequences that it is trained on; where all are of one length, shapes tell it
   */
  public static ModelSummary of(MultiLayerConfiguration network, SequenceSpec sequences) {
    return of(
        network.getConfs().stream().map(NeuralNetConfiguration::getLayer).toList(), sequences);
  }

  /** Returns the summary of layers that read token ids. */
  static ModelSummary of(List<Layer> network, SequenceSpec sequences) {
    return of(network, sequences.sameLength() ? sequences.length() : -1);
  }

  /**
   * @param steps of a sequence; -1 if they differ
   */
  static ModelSummary of(List<Layer> network, int steps) {
    List<LayerSummary> layers = new ArrayList<>();
    List<String> names = names(network);
    InputType input = InputType.recurrent(1, steps);
    for (int i = 0; i < network.size(); i++) {
      Layer layer = network.get(i);
      InputType output = output(layer, i, input);
      long parameters = layer.initializer().numParams(layer);
      layers.add(new LayerSummary(names.get(i), type(layer), shape(output, steps), parameters));
      input = output;
    }
    return new ModelSummary(layers);
  }

  /** Returns the names that settings have for our own layers; empty for others. */
  private static List<String> names(List<Layer> network) {
    boolean own = network.get(0).getClass().getPackage().equals(OneHotTokens.class.getPackage());
    return own ? LayerNames.of(network) : Collections.nCopies(network.size(), "");
  }

  /** Returns what a layer says itself; its width alone, if it cannot make anything of its input. */
  private static InputType output(Layer layer, int index, InputType input) {
    try {
      return layer.getOutputType(index, input);
    } catch (RuntimeException e) {
      return layer instanceof FeedForwardLayer wide ? InputType.feedForward(wide.getNOut()) : input;
    }
  }

  private static String type(Layer layer) {
    String name = layer.getClass().getSimpleName();
    if (layer instanceof BaseWrapperLayer wrapper) {
      return name + " of " + type(wrapper.getUnderlying());
    }
    if (layer instanceof FrozenLayer frozen) {
      return name + " of " + type(frozen.getLayer());
    }
    if (layer instanceof Recurrent recurrent) {
      return name + " " + Text.kebab(recurrent.cell());
    }
    if (layer instanceof ResidualBlock block) {
      return name + (block.bidirectional() ? " bidirectional " : " ") + Text.kebab(block.cell());
    }
    if (layer instanceof TokenEmbedding embedding && embedding.readsCharacters()) {
      return name + " and characters";
    }
    return layer instanceof BidirectionalRecurrent both
        ? name + " " + Text.kebab(both.cell())
        : name;
  }

  private static String shape(InputType output, int steps) {
    if (output instanceof InputType.InputTypeRecurrent recurrent) {
      return Text.format("(%s, %s, %d)", UNKNOWN, steps < 0 ? UNKNOWN : steps, recurrent.getSize());
    }
    StringBuilder shape = new StringBuilder("(").append(UNKNOWN);
    for (long size : output.getShape(false)) {
      shape.append(", ").append(size);
    }
    return shape.append(")").toString();
  }

  /** Returns the parameters of all layers. */
  public long parameters() {
    return layers.stream().mapToLong(LayerSummary::parameters).sum();
  }

  /** Returns the summary as a table for a terminal. */
  public String table() {
    StringBuilder table = new StringBuilder();
    table.append(Text.format(ROW, "Layer (type)", "Output shape", "Parameters"));
    for (LayerSummary layer : layers) {
      table.append(
          Text.format(
              ROW,
              layer.name().isEmpty()
                  ? layer.type()
                  : Text.format("%s (%s)", layer.name(), layer.type()),
              layer.output(),
              Text.format("%,d", layer.parameters())));
    }
    return table.append(Text.format(ROW, "Total", "", Text.format("%,d", parameters()))).toString();
  }
}
