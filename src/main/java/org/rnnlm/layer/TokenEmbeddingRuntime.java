package org.rnnlm.layer;

import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.AdamRows;
import org.rnnlm.kernel.Vectors;
import org.rnnlm.text.Text;

/** Computes a {@link TokenEmbedding}: picks rows, and adds gradients to them. */
final class TokenEmbeddingRuntime extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  private transient TokenSoftmaxRuntime output;
  private transient Optional<AdamRows> waiting = Optional.empty();
  private transient Tokens tokens;
  private final transient DropScales words = new DropScales();
  private transient boolean dropping;
  private final int width; // of tokens' own vectors
  private final int stride; // of rows, which may have values of characters behind
  private final transient Optional<CharacterPass> characters;

  TokenEmbeddingRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
    width = layerConf().vectorWidth();
    stride = (int) layerConf().getNOut();
    characters = layerConf().reader().map(CharacterPass::new);
  }

  /** Shares the vectors of the network's output layer, if it is to. */
  void tie(Layer outputLayer) {
    if (!layerConf().tied()) {
      return;
    }
    if (!(outputLayer instanceof TokenSoftmaxRuntime softmax)
        || softmax.layerConf().getNIn() != width
        || softmax.layerConf().getNOut() != layerConf().getNIn()) {
      throw new IllegalArgumentException(
          "a tied embedding needs a TokenSoftmax of as many tokens, whose input is as wide as the"
              + " embedding ("
              + width
              + ")");
    }
    output = softmax;
  }

  /** Lets the optimizer's steps of vectors wait that no batch reads. */
  void letWait(AdamRows rows) {
    waiting = Optional.of(rows);
  }

  /** Sets a token's vector. */
  void embed(int id, float[] vector) {
    if (vector.length != width || id < 0 || id >= layerConf().getNIn()) {
      throw new IllegalArgumentException(
          Text.format(
              "a vector of %d for token %d, the embedding has %d of %d",
              vector.length, id, layerConf().getNIn(), width));
    }
    if (layerConf().tied()) {
      tiedTo().vectors().set(id, vector);
    } else {
      waiting.ifPresent(rows -> rows.read(id));
      SequenceArray.pointer(params.get(EmbeddingParameters.VECTORS))
          .getPointer((long) id * width)
          .put(vector, 0, width);
    }
  }

  private TokenSoftmaxRuntime tiedTo() {
    if (output == null) {
      throw new IllegalStateException(
          "a tied embedding is not tied yet: call KernelLayers.prepare after the network's init");
    }
    return output;
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    tokens =
        characters
            .map(pass -> pass.words(input, layerConf().getNIn()))
            .orElseGet(() -> Tokens.of(input, layerConf().getNIn()));
    INDArray result =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, tokens.batch(), stride, tokens.steps());
    FloatPointer to = SequenceArray.pointer(result);
    int[] ids = tokens.ids();
    if (layerConf().tied()) {
      tiedTo().vectors().read(ids, to);
    } else {
      waiting.ifPresent(rows -> rows.read(ids));
      TokenVectors.read(
          SequenceArray.pointer(params.get(EmbeddingParameters.VECTORS)), width, ids, to, stride);
    }
    characters.ifPresent(pass -> pass.forward(params, to.getPointer(width), stride));
    dropping = training && layerConf().wordDropout() > 0;
    if (dropping) {
      words.draw(1 - layerConf().wordDropout(), (int) layerConf().getNIn());
      scale(to, ids);
    }
    return result;
  }

  private void scale(FloatPointer rows, int... ids) {
    for (int row = 0; row < ids.length; row++) {
      Vectors.scale(rows.getPointer((long) row * stride), width, words.at(ids[row]));
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    Gradient gradient = new DefaultGradient();
    if (!layerConf().tied()) {
      INDArray target = gradientViews.get(EmbeddingParameters.VECTORS);
      waiting.ifPresentOrElse(AdamRows::clearGradient, () -> SequenceArray.pointer(target).zero());
      gradientViews.forEach(gradient.gradientForVariable()::put);
    }
    FloatPointer rows = SequenceArray.pointer(undropped(outputGradient, workspaces));
    if (!layerConf().frozen()) {
      addRows(rows);
    }
    characters.ifPresent(
        pass -> pass.backward(rows.getPointer(width), stride, params, gradientViews));
    return new Pair<>(gradient, null); // ids have no gradient
  }

  /** Returns the gradients of the vectors before words were dropped, row by row. */
  private INDArray undropped(INDArray gradient, LayerWorkspaceMgr workspaces) {
    if (!dropping) {
      return SequenceArray.arranged(gradient, workspaces, ArrayType.BP_WORKING_MEM);
    }
    INDArray scaled = SequenceArray.copy(gradient, workspaces, ArrayType.BP_WORKING_MEM);
    scale(SequenceArray.pointer(scaled), tokens.ids());
    return scaled;
  }

  /**
   * Adds the gradients of rows to their tokens'. Those of a tied embedding are the output layer's,
   * and hold that layer's part already.
   */
  private void addRows(FloatPointer rows) {
    if (layerConf().tied()) {
      tiedTo().vectors().add(tokens.ids(), rows, tiedTo().gradients());
    } else {
      waiting.ifPresent(each -> each.touch(tokens.ids()));
      FloatPointer target = SequenceArray.pointer(gradientViews.get(EmbeddingParameters.VECTORS));
      TokenVectors.add(target, width, tokens.ids(), rows, stride);
    }
  }

  @Override
  public void clear() {
    super.clear();
    tokens = null;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public boolean hasBias() {
    return false;
  }
}
