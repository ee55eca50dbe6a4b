package org.rnnlm.layer;

import java.util.Optional;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.DynamicStep;

/**
 * How a network's parameters move while it goes on learning from what it reads, and are drawn back
 * to what they were stored as: {@link DynamicStep}.
 */
public final class DynamicDescent implements AutoCloseable {
  private final MultiLayerNetwork network;
  private final INDArray stored;
  private final Optional<INDArray> sizes;
  private final double meanSize;

  /**
   * @param network whose parameters are those that it is drawn back to
   * @param sizes of gradients, one for each parameter, none below 0
   */
  public DynamicDescent(MultiLayerNetwork network, Optional<float[]> sizes) {
    this.network = network;
    this.stored = network.params().dup();
    this.sizes = sizes.map(Nd4j::createFromArray);
    this.meanSize = sizes.map(DynamicDescent::mean).orElse(1.0);
  }

  private static double mean(float[] sizes) {
    double mean = IntStream.range(0, sizes.length).mapToDouble(i -> sizes[i]).average().orElse(0);
    if (!(mean > 0 && Double.isFinite(mean))) {
      throw new IllegalArgumentException("the mean size of gradients is " + mean);
    }
    return mean;
  }

  /**
   * Takes a step by the network's gradient.
   *
   * @param rate that it is multiplied by
   * @param decay share of the way back to the stored parameters
   */
  public void step(double rate, double decay) {
    INDArray parameters = network.params();
    INDArray gradient = network.gradient().gradient();
    if (sizes.isEmpty()) {
      DynamicStep.plain(
          FlatArrays.pointer(parameters),
          FlatArrays.pointer(gradient),
          FlatArrays.pointer(stored),
          parameters.length(),
          (float) rate,
          (float) decay);
      return;
    }
    DynamicStep.sized(
        FlatArrays.pointer(parameters),
        FlatArrays.pointer(gradient),
        (float) rate,
        FlatArrays.pointer(stored),
        FlatArrays.pointer(sizes.get()),
        parameters.length(),
        (float) (decay / meanSize));
  }

  @Override
  public void close() {
    stored.close();
    sizes.ifPresent(INDArray::close);
  }
}
