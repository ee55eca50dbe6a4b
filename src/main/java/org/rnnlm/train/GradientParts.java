package org.rnnlm.train;

import java.util.BitSet;
import java.util.Optional;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.layer.FlatArrays;
import org.rnnlm.layer.LiveGradient;

/**
 * The gradient of a batch that is computed part after part: those of all parts but the last are
 * gathered here, and added to the last one's before anybody else is told of it. To be told of
 * gradients first.
 */
final class GradientParts extends BaseTrainingListener implements AutoCloseable {
  private Optional<INDArray> sum = Optional.empty(); // made once there are parts
  private final BitSet pieces = new BitSet(); // of the sum that may not be 0
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
    add(LiveGradient.of(network), network.gradient().gradient());
    network.clearLayerMaskArrays();
    network.clearLayersStates();
  }

  private void add(LiveGradient gradient, INDArray values) {
    if (sum.isEmpty()) {
      sum = Optional.of(Nd4j.createUninitializedDetached(values.dataType(), values.length()));
      FlatArrays.clear(sum.get(), 0, Math.toIntExact(values.length()));
    }
    if (gathered++ == 0) {
      gradient.clear(sum.get(), pieces);
    }
    gradient.addTo(sum.get(), pieces);
  }

  /** Returns the summed loss, in nats, of the parts that were gathered. */
  double lossSum() {
    return lossSum;
  }

  @Override
  public void onGradientCalculation(Model model) {
    if (gathered > 0) {
      LiveGradient.of(model).add(sum.orElseThrow(), pieces);
    }
  }

  @Override
  public void close() {
    sum.ifPresent(INDArray::close);
  }
}
