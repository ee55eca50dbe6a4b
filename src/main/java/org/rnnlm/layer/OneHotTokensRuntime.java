package org.rnnlm.layer;

import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Computes {@link OneHotTokens}. */
final class OneHotTokensRuntime extends AbstractLayer<OneHotTokens> {
  private static final long serialVersionUID = 1L;

  OneHotTokensRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    int size = layerConf().vocabularySize();
    Tokens tokens = Tokens.of(input, size);
    INDArray output =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, tokens.batch(), size, tokens.steps());
    FloatPointer values = SequenceArray.pointer(output);
    values.zero();
    for (int row = 0; row < tokens.ids().length; row++) {
      values.put((long) row * size + tokens.ids()[row], 1);
    }
    return output;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(
      INDArray outputGradient, LayerWorkspaceMgr workspaces) {
    return new Pair<>(new DefaultGradient(), null); // ids have no gradient
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
  public void clearNoiseWeightParams() {
    // has none
  }
}
