package org.rnnlm.train;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.layer.FlatArrays;

/**
 * Keeps the parameters of frozen layers as they are: they have no gradient, so that they do not
 * count where gradients are clipped by their norm, and whatever an optimizer makes of that, such as
 * a decay of weights or a momentum from before, is undone after its step. To be told of gradients
 * before whoever clips them.
 */
final class FrozenParameters extends BaseTrainingListener {
  private final List<FrozenLayers.Stretch> stretches;
  private final List<float[]> kept;

  private FrozenParameters(List<FrozenLayers.Stretch> stretches, List<float[]> kept) {
    this.stretches = stretches;
    this.kept = kept;
  }

  /** Keeps what a network's frozen layers have now. */
  static FrozenParameters of(FrozenLayers layers, MultiLayerNetwork network) {
    List<FrozenLayers.Stretch> stretches = layers.in(network);
    return new FrozenParameters(
        stretches,
        stretches.stream()
            .map(each -> FlatArrays.values(network.params(), each.from(), each.count()))
            .toList());
  }

  @Override
  public void onGradientCalculation(Model model) {
    INDArray gradient = model.gradient().gradient();
    for (FrozenLayers.Stretch each : stretches) {
      FlatArrays.clear(gradient, each.from(), each.count());
    }
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    INDArray parameters = model.params();
    for (int i = 0; i < kept.size(); i++) {
      FlatArrays.assign(parameters, stretches.get(i).from(), kept.get(i));
    }
  }
}
