package org.rnnlm.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.rnnlm.layer.FusedAdam;
import org.rnnlm.layer.FusedRmsProp;
import org.rnnlm.layer.MatrixDecay;
import org.rnnlm.layer.MomentumSgd;

/**
 * How a worker steps, beside its learning rate.
 *
 * @param method that makes steps
 * @param beta1 decay of Adam's first moments, from 0 to below 1; not looked at by others
 * @param beta2 decay of the mean squares of Adam and RMSprop, from 0 to below 1; not looked at by
 *     others
 * @param momentum of SGD and RMSprop, from 0, for none, to below 1; not looked at by Adam
 * @param weightDecay of matrices and embeddings, not of biases and frozen vectors; 0 for none
 */
public record OptimizerSpec(
    Optimizer method, double beta1, double beta2, double momentum, double weightDecay)
    implements Serializable {
  /** Adam as its authors set it. */
  public static final OptimizerSpec ADAM =
      new OptimizerSpec(Optimizer.ADAM, Adam.DEFAULT_ADAM_BETA1_MEAN_DECAY, 0.999, 0, 0);

  public OptimizerSpec {
    Objects.requireNonNull(method, "method");
    requireShare("beta1", beta1);
    requireShare("beta2", beta2);
    requireShare("momentum", momentum);
    if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          "weight decay is " + weightDecay + ", it must be at least 0 (0: none)");
    }
    if (method == Optimizer.NESTEROV && momentum == 0) {
      throw new IllegalArgumentException(
          "Nesterov's momentum is 0, it must be above 0; without momentum it is sgd");
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          name + " is " + value + ", it must be at least 0 and below 1");
    }
  }

  /** Returns this optimizer with weight decay. */
  public OptimizerSpec decaying(double decay) {
    return new OptimizerSpec(method, beta1, beta2, momentum, decay);
  }

  /** Returns how many values of state it has of each parameter. */
  public int values() {
    return switch (method) {
      case ADAM, ADAMW -> 2;
      case SGD -> momentum > 0 ? 1 : 0;
      case NESTEROV -> 1;
      case RMSPROP -> momentum > 0 ? 2 : 1;
    };
  }

  /** Returns whether what one has gathered means the same to the other. */
  boolean gathersAs(OptimizerSpec other) {
    Optimizer here = decaying(0).plain().method();
    return here == other.decaying(0).plain().method() && values() == other.values();
  }

  /** Returns it as DL4J runs it. */
  IUpdater updater(double learningRate) {
    return switch (method) {
      case ADAM, ADAMW -> adam(learningRate);
      case SGD -> new MomentumSgd(learningRate, momentum, MomentumSgd.Kind.CLASSICAL);
      case NESTEROV -> new MomentumSgd(learningRate, momentum, MomentumSgd.Kind.NESTEROV);
      case RMSPROP -> new FusedRmsProp(learningRate, beta2, momentum);
    };
  }

  private FusedAdam adam(double learningRate) {
    FusedAdam adam = new FusedAdam(learningRate);
    adam.setBeta1(beta1);
    adam.setBeta2(beta2);
    return adam;
  }

  /** Returns its weight decay as DL4J runs it; nothing without any. */
  List<Regularization> regularization() {
    if (weightDecay == 0) {
      return List.of();
    }
    MatrixDecay.Kind kind =
        switch (method) {
          case ADAMW -> MatrixDecay.Kind.DECOUPLED;
          case ADAM, SGD, NESTEROV, RMSPROP -> MatrixDecay.Kind.IN_GRADIENT;
        };
    return List.of(new MatrixDecay(weightDecay, kind));
  }

  /**
   * Returns the optimizer that a network was made with, what it does not look at set to 0. A
   * network of DL4J's own layers has Adam.
   *
   * @throws IllegalArgumentException if it was made with none that rnnlm has
   */
  public static OptimizerSpec in(MultiLayerConfiguration network) {
    List<BaseLayer> layers =
        network.getConfs().stream()
            .map(NeuralNetConfiguration::getLayer)
            .filter(BaseLayer.class::isInstance)
            .map(BaseLayer.class::cast)
            .toList();
    IUpdater updater = layers.get(layers.size() - 1).getIUpdater();
    Optional<MatrixDecay> decay =
        layers.stream()
            .map(BaseLayer::getRegularization)
            .filter(Objects::nonNull) // in networks of earlier versions
            .flatMap(List::stream)
            .filter(MatrixDecay.class::isInstance)
            .map(MatrixDecay.class::cast)
            .findFirst();
    return of(updater, decay);
  }

  private static OptimizerSpec of(IUpdater updater, Optional<MatrixDecay> decay) {
    double coefficient = decay.map(MatrixDecay::coefficient).orElse(0.0);
    if (updater instanceof Adam adam) {
      boolean beside =
          decay.filter(found -> found.kind() == MatrixDecay.Kind.DECOUPLED).isPresent();
      return new OptimizerSpec(
          beside ? Optimizer.ADAMW : Optimizer.ADAM,
          adam.getBeta1(),
          adam.getBeta2(),
          0,
          coefficient);
    }
    if (updater instanceof MomentumSgd sgd) {
      Optimizer method =
          switch (sgd.kind()) {
            case CLASSICAL -> Optimizer.SGD;
            case NESTEROV -> Optimizer.NESTEROV;
          };
      return new OptimizerSpec(method, 0, 0, sgd.momentum(), coefficient);
    }
    if (updater instanceof FusedRmsProp rms) {
      return new OptimizerSpec(Optimizer.RMSPROP, 0, rms.decay(), rms.momentum(), coefficient);
    }
    throw new IllegalArgumentException("rnnlm has no optimizer such as " + updater);
  }

  /**
   * Returns this optimizer as {@link #in} finds it in a network: what it does not look at is 0, and
   * AdamW without decay is Adam.
   */
  public OptimizerSpec plain() {
    return of(updater(0), regularization().stream().map(MatrixDecay.class::cast).findFirst());
  }
}
