package org.rnnlm.train;

import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.layer.FlatArrays;

/**
 * The gradient of a batch that is computed part after part: those of all parts but the last are
 * gathered here, and added to the last one's before anybody else is told of it. To be told of
 * gradients first.
 */
final class GradientParts extends BaseTrainingListener implements AutoCloseable {
  private Optional<INDArray> sum = Optional.empty(); // made once there are parts
  private int gathered;
  private double lossSum;

  /** Forgets what an earlier batch may have left. */
  void begin() {
    gathered = 0;
    lossSum = 0;
  }

  /** Computes a part that another one follows, and takes no step. */
  void gather(MultiLayerNetwork network, DataSet part) {
    network.setInput(part.getFeatures());
    network.setLabels(part.getLabels());
    if (part.hasMaskArrays()) {
      network.setLayerMaskArrays(part.getFeaturesMaskArray(), part.getLabelsMaskArray());
    }
    network.computeGradientAndScore();
    lossSum += network.score();
    add(network.gradient().gradient());
    network.clearLayerMaskArrays();
    network.clearLayersStates();
  }

  private void add(INDArray gradient) {
    if (sum.isEmpty()) {
      sum = Optional.of(Nd4j.createUninitializedDetached(gradient.dataType(), gradient.length()));
    }
    INDArray all = sum.get();
    if (gathered++ == 0) {
      FlatArrays.clear(all, 0, Math.toIntExact(all.length()));
    }
    FlatArrays.add(all, gradient);
  }

  /** Returns the summed loss, in nats, of the parts that were gathered. */
  double lossSum() {
    return lossSum;
  }

  @Override
  public void onGradientCalculation(Model model) {
    if (gathered > 0) {
      FlatArrays.add(model.gradient().gradient(), sum.orElseThrow());
    }
  }

  @Override
  public void close() {
    sum.ifPresent(INDArray::close);
  }
}
