package org.rnnlm.layer;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.rnnlm.kernel.AdamRows;
import org.rnnlm.kernel.AdamStep;

/**
 * DL4J's {@link Adam}, with the same settings and the same state, several times as fast: its
 * updater goes through memory once.
 */
public final class FusedAdam extends Adam {
  private static final long serialVersionUID = 1L;

  /** Makes one with the default learning rate, for JSON to fill in. */
  public FusedAdam() {}

  public FusedAdam(double learningRate) {
    super(learningRate);
  }

  @Override
  public FusedAdam clone() {
    FusedAdam copy = new FusedAdam();
    copy.setLrAndSchedule(getLearningRate(), getLearningRateSchedule());
    copy.setBeta1(getBeta1());
    copy.setBeta2(getBeta2());
    copy.setEpsilon(getEpsilon());
    return copy;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public GradientUpdater instantiate(INDArray view, boolean initialize) {
    Updater updater = new Updater(this);
    INDArray flat = view.reshape(view.length());
    long[] gradientShape = {flat.length() / 2};
    updater.setStateViewArray(flat, gradientShape, flat.ordering(), initialize);
    return updater;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public GradientUpdater instantiate(Map<String, INDArray> state, boolean initialize) {
    Updater updater = new Updater(this);
    updater.setState(state, initialize);
    return updater;
  }

  private static final class Updater extends AdamUpdater implements Descent {
    Updater(FusedAdam configuration) {
      super(configuration);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      Adam adam = getConfig();
      AdamStep.step(
          FlatArrays.pointer(gradient),
          FlatArrays.pointer(getM()),
          FlatArrays.pointer(getV()),
          gradient.length(),
          (float) adam.getBeta1(),
          (float) adam.getBeta2(),
          rate(iteration, epoch),
          (float) adam.getEpsilon());
    }

    @Override
    public void descend(
        FloatPointer parameters,
        FloatPointer gradient,
        long from,
        long length,
        float factor,
        float rate) {
      Adam adam = getConfig();
      AdamStep.descend(
          parameters,
          gradient,
          factor,
          FlatArrays.pointer(getM()).getPointer(from),
          FlatArrays.pointer(getV()).getPointer(from),
          length,
          (float) adam.getBeta1(),
          (float) adam.getBeta2(),
          rate,
          (float) adam.getEpsilon());
    }

    @Override
    public Optional<AdamRows> rows(
        FloatPointer parameters, FloatPointer gradient, long from, int rows, int width) {
      Adam adam = getConfig();
      if (!AdamRows.isExact((float) adam.getEpsilon())) {
        return Optional.empty();
      }
      return Optional.of(
          new AdamRows(
              parameters,
              gradient,
              FlatArrays.pointer(getM()).getPointer(from),
              FlatArrays.pointer(getV()).getPointer(from),
              rows,
              width,
              (float) adam.getBeta1(),
              (float) adam.getBeta2(),
              (float) adam.getEpsilon()));
    }

    /** Returns the learning rate, with the bias corrections in it. */
    @Override
    public float rate(int iteration, int epoch) {
      Adam adam = getConfig();
      int step = iteration + 1;
      double rate =
          adam.getLearningRate(iteration, epoch)
              * Math.sqrt(1 - Math.pow(adam.getBeta2(), step))
              / (1 - Math.pow(adam.getBeta1(), step));
      return (float) rate;
    }
  }
}
