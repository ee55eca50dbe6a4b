package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
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
import org.rnnlm.kernel.Vectors;
import org.rnnlm.text.Text;

/** Computes a {@link TokenEmbedding}: picks rows, and adds gradients to them. */
final class TokenEmbeddingRuntime extends BaseLayer<TokenEmbedding> {
  private static final long serialVersionUID = 1L;

  private transient TokenSoftmaxRuntime output;
  private transient Tokens tokens;
  private final transient DropScales words = new DropScales();
  private transient boolean dropping;
  private final int width;

  TokenEmbeddingRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
    width = (int) layerConf().getNOut();
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

  private INDArray vectors() {
    if (!layerConf().tied()) {
      return params.get(EmbeddingParameters.VECTORS);
    }
    return tiedTo().getParam(SoftmaxLayerParameters.WEIGHTS);
  }

  /** Sets a token's vector. */
  void embed(int id, float[] vector) {
    if (vector.length != width || id < 0 || id >= layerConf().getNIn()) {
      throw new IllegalArgumentException(
          Text.format(
              "a vector of %d for token %d, the embedding has %d of %d",
              vector.length, id, layerConf().getNIn(), width));
    }
    SequenceArray.pointer(vectors()).getPointer((long) id * width).put(vector, 0, width);
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
    tokens = Tokens.of(input, layerConf().getNIn());
    INDArray result =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, tokens.batch(), width, tokens.steps());
    FloatPointer from = SequenceArray.pointer(vectors());
    FloatPointer to = SequenceArray.pointer(result);
    int[] ids = tokens.ids();
    for (int row = 0; row < ids.length; row++) {
      Pointer.memcpy(
          to.getPointer((long) row * width),
          from.getPointer((long) ids[row] * width),
          (long) width * Float.BYTES);
    }
    dropping = training && layerConf().wordDropout() > 0;
    if (dropping) {
      drop(to, ids);
    }
    return result;
  }

  private void drop(FloatPointer rows, int[] ids) {
    words.draw(1 - layerConf().wordDropout(), (int) layerConf().getNIn());
    for (int row = 0; row < ids.length; row++) {
      Vectors.scale(rows.getPointer((long) row * width), width, words.at(ids[row]));
    }
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    INDArray arranged =
        SequenceArray.arranged(outputGradient, workspaces, ArrayType.BP_WORKING_MEM);
    Gradient gradient = new DefaultGradient();
    INDArray target;
    if (layerConf().tied()) {
      target = tiedTo().weightGradient(); // holds the output's part already
    } else {
      target = gradientViews.get(EmbeddingParameters.VECTORS);
      SequenceArray.pointer(target).zero();
      gradient.gradientForVariable().put(EmbeddingParameters.VECTORS, target);
    }
    if (!layerConf().frozen()) {
      addRows(SequenceArray.pointer(arranged), SequenceArray.pointer(target));
    }
    return new Pair<>(gradient, null); // ids have no gradient
  }

  /** Adds each row to its token's, in order, so that the sum does not depend on anything else. */
  private void addRows(FloatPointer rows, FloatPointer target) {
    float[] row = new float[width];
    float[] sum = new float[width];
    int[] ids = tokens.ids();
    for (int i = 0; i < ids.length; i++) {
      FloatPointer of = target.getPointer((long) ids[i] * width);
      rows.getPointer((long) i * width).get(row, 0, width);
      of.get(sum, 0, width);
      float scale = dropping ? words.at(ids[i]) : 1;
      for (int j = 0; j < width; j++) {
        sum[j] += scale * row[j];
      }
      of.put(sum, 0, width);
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
