package org.rnnlm.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GravesLSTM;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.layer.BidirectionalRecurrent;
import org.rnnlm.layer.EncoderDecoder;
import org.rnnlm.layer.FusedAdam;
import org.rnnlm.layer.FusedRmsProp;
import org.rnnlm.layer.LockedDropout;
import org.rnnlm.layer.MatrixDecay;
import org.rnnlm.layer.MomentumSgd;
import org.rnnlm.layer.OneHotTokens;
import org.rnnlm.layer.Recurrent;
import org.rnnlm.layer.ResidualBlock;
import org.rnnlm.layer.SequenceSummary;
import org.rnnlm.layer.TagCrf;
import org.rnnlm.layer.TokenEmbedding;
import org.rnnlm.layer.TokenSoftmax;
import org.rnnlm.text.Text;

/**
 * A network's configuration from a file that anyone may have written. DL4J's JSON names the classes
 * that its parser makes objects of: none but those that {@link Networks} uses get that far.
 */
public final class StoredConfiguration {
  private static final String CLASS = "@class";
  private static final String LAYER = "layer";
  private static final long WIDEST = 1 << 28; // products of two and gates are in a long's range

  private static final Set<String> LAYERS =
      names(
          OneHotTokens.class,
          TokenEmbedding.class,
          Recurrent.class,
          EncoderDecoder.class,
          BidirectionalRecurrent.class,
          ResidualBlock.class,
          SequenceSummary.class,
          DenseLayer.class,
          TagCrf.class,
          TokenSoftmax.class,
          EmbeddingSequenceLayer.class,
          SimpleRnn.class,
          LSTM.class,
          peepholes(),
          RnnOutputLayer.class);

  private static final Set<String> PARTS =
      names(
          FusedAdam.class,
          FusedRmsProp.class,
          MatrixDecay.class,
          MomentumSgd.class,
          Adam.class,
          Dropout.class,
          LockedDropout.class,
          WeightInitXavier.class,
          ActivationIdentity.class,
          ActivationReLU.class,
          ActivationSigmoid.class,
          ActivationSoftmax.class,
          ActivationTanH.class,
          LossSparseMCXENT.class);

  private StoredConfiguration() {}

  @SuppressWarnings("deprecation") // DL4J's only LSTM with peepholes
  private static Class<?> peepholes() {
    return GravesLSTM.class;
  }

  private static Set<String> names(Class<?>... classes) {
    return Stream.of(classes).map(Class::getName).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * @param origin the file, for messages
   * @throws DataException if the text is no configuration, or names a class of another kind
   */
  public static MultiLayerConfiguration parse(String json, String origin) {
    JsonNode tree = Json.tree(json, origin);
    check(tree, "", origin);
    try {
      // The tree and not the text, of which another parser may have another view.
      return MultiLayerConfiguration.fromJson(tree.toString());
    } catch (RuntimeException e) {
      throw new DataException(
          origin + " cannot be read as a network's configuration: " + e.getMessage(), e);
    }
  }

  /** Depth is limited by {@link Json#tree}. */
  private static void check(JsonNode node, String name, String origin) {
    if (node.isArray()) {
      node.forEach(element -> check(element, name, origin));
      return;
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (field.getKey().equals(CLASS)) {
        checkClass(field.getValue(), name, origin);
      } else {
        check(field.getValue(), field.getKey(), origin);
      }
    }
    if (name.equals(LAYER) && node.isObject() && !node.has(CLASS)) {
      throw new DataException(origin + ": a layer does not say its class");
    }
  }

  private static void checkClass(JsonNode value, String field, String origin) {
    Set<String> known = field.equals(LAYER) ? LAYERS : PARTS;
    if (!value.isTextual() || !known.contains(value.textValue())) {
      throw new DataException(
          Text.format(
              "%s: '%s' is of class %s, which rnnlm's models do not have; it was not loaded",
              origin, field, value));
    }
  }

  /**
   * Returns how many parameters a network of this configuration has; nothing is allocated.
   *
   * @throws DataException if its sizes are not those of a network
   */
  public static long parameters(MultiLayerConfiguration configuration, String origin) {
    try {
      long sum = 0;
      for (NeuralNetConfiguration layer : configuration.getConfs()) {
        sum = Math.addExact(sum, parameters(layer));
      }
      return sum;
    } catch (RuntimeException e) {
      throw new DataException(
          origin + " cannot be read as a network's configuration: " + e.getMessage(), e);
    }
  }

  private static long parameters(NeuralNetConfiguration layer) {
    if (layer.getLayer() instanceof FeedForwardLayer sized) {
      requireWidth(sized.getNIn());
      requireWidth(sized.getNOut());
    }
    return layer.getLayer().initializer().numParams(layer);
  }

  private static void requireWidth(long width) {
    if (width < 1 || width > WIDEST) {
      throw new IllegalArgumentException(
          Text.format("a layer is %,d wide; from 1 to %,d are possible", width, WIDEST));
    }
  }
}
