package org.rnnlm.layer;

import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Vectors;

/**
 * A pass keeps what the way back through a {@link ResidualBlock} needs of the way forward, beside
 * its recurrent layer. Arrays are [steps, batch, width], and gradients of parameters are
 * overwritten.
 *
 * @param parameters of the block, by their names
 * @param stream what came
 * @param sum the stream behind the recurrent layer
 * @param read what the feed-forward part was given
 * @param given the stream behind that
 */
record ResidualPass(
    BlockKernels kernels,
    Map<String, INDArray> parameters,
    INDArray stream,
    INDArray sum,
    INDArray read,
    INDArray given) {

  /** Returns the gradient of the stream behind the last block, before it is normalized. */
  INDArray ofGiven(
      INDArray ofOutput, Map<String, INDArray> gradients, LayerWorkspaceMgr workspaces) {
    INDArray ofGiven = like(ofOutput, ArrayType.BP_WORKING_MEM, workspaces);
    pointer(ofGiven).zero();
    kernels
        .last()
        .backward(
            pointer(given),
            pointer(parameters.get(ResidualParameters.LAST_GAIN)),
            pointer(ofOutput),
            pointer(ofGiven),
            pointer(gradients.get(ResidualParameters.LAST_GAIN)));
    return ofGiven;
  }

  /** Returns the gradient of what the feed-forward part was given. */
  INDArray ofRead(INDArray ofGiven, Map<String, INDArray> gradients, LayerWorkspaceMgr workspaces) {
    INDArray ofRead = like(ofGiven, ArrayType.BP_WORKING_MEM, workspaces);
    kernels
        .feedForward()
        .backward(
            ResidualParameters.feedForward(parameters),
            pointer(read),
            pointer(ofGiven),
            pointer(ofRead),
            ResidualParameters.feedForward(gradients));
    return ofRead;
  }

  /**
   * Returns the gradient of the stream between the two parts.
   *
   * @param ofRead that of what dropout was given, before the feed-forward part
   */
  INDArray ofSum(
      INDArray ofGiven,
      INDArray ofRead,
      Map<String, INDArray> gradients,
      LayerWorkspaceMgr workspaces) {
    INDArray ofSum = like(ofGiven, ArrayType.BP_WORKING_MEM, workspaces);
    copy(ofGiven, ofSum);
    kernels
        .second()
        .backward(
            pointer(sum),
            pointer(parameters.get(ResidualParameters.FEED_FORWARD_GAIN)),
            pointer(ofRead),
            pointer(ofSum),
            pointer(gradients.get(ResidualParameters.FEED_FORWARD_GAIN)));
    return ofSum;
  }

  /**
   * Returns the gradient of what came, of a block that does not begin the stream.
   *
   * @param ofSeen that of what the recurrent layer saw
   */
  INDArray ofStream(
      INDArray ofSum,
      INDArray ofSeen,
      Map<String, INDArray> gradients,
      LayerWorkspaceMgr workspaces) {
    INDArray ofStream = like(ofSum, ArrayType.ACTIVATION_GRAD, workspaces);
    copy(ofSum, ofStream);
    kernels
        .first()
        .backward(
            pointer(stream),
            pointer(parameters.get(ResidualParameters.GAIN)),
            pointer(ofSeen),
            pointer(ofStream),
            pointer(gradients.get(ResidualParameters.GAIN)));
    return ofStream;
  }

  static FloatPointer pointer(INDArray array) {
    return SequenceArray.pointer(array);
  }

  /** Returns a new array of the same shape. */
  static INDArray like(INDArray array, ArrayType type, LayerWorkspaceMgr workspaces) {
    return SequenceArray.create(workspaces, type, array.size(0), array.size(1), array.size(2));
  }

  static void copy(INDArray from, INDArray to) {
    Pointer.memcpy(pointer(to), pointer(from), from.length() * Float.BYTES);
  }

  static void add(INDArray what, INDArray to) {
    Vectors.add(pointer(to), 1, pointer(what), Math.toIntExact(what.length()));
  }
}
