package org.rnnlm.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * An optimizer of ours as DL4J knows it: a learning rate, and state of so many arrays, each as long
 * as the parameters, that lie one after the other. Subclasses say what a step is.
 */
abstract class FlatUpdater implements IUpdater {
  private static final long serialVersionUID = 1L;

  @JsonProperty private double learningRate;

  FlatUpdater(double learningRate) {
    this.learningRate = learningRate;
  }

  /** Returns the names of the arrays that its state is, in their order. */
  abstract List<String> state();

  /**
   * Takes a step.
   *
   * @param gradient becomes what is to be subtracted from the parameters
   * @param arrays of the state, in the order of {@link #state}, updated
   */
  abstract void step(INDArray gradient, List<INDArray> arrays, float rate);

  @Override
  public final long stateSize(long parameters) {
    return Math.multiplyExact(state().size(), parameters);
  }

  @Override
  public final double getLearningRate(int iteration, int epoch) {
    return learningRate;
  }

  final double learningRate() {
    return learningRate;
  }

  @Override
  public final boolean hasLearningRate() {
    return true;
  }

  /**
   * @throws IllegalArgumentException if there is a schedule: whoever trains sets rates by
   *     themselves
   */
  @Override
  public final void setLrAndSchedule(double rate, ISchedule schedule) {
    if (schedule != null) {
      throw new IllegalArgumentException("a schedule of DL4J's cannot be set; set rates");
    }
    learningRate = rate;
  }

  @Override
  @SuppressWarnings("rawtypes") // as the interface has it
  public final GradientUpdater instantiate(INDArray view, boolean initialize) {
    Stepping updater = new Stepping(this);
    if (!state().isEmpty()) {
      updater.setStateViewArray(view.reshape(view.length()), new long[0], 'c', initialize);
    }
    return updater;
  }

  @Override
  @SuppressWarnings("rawtypes")
  public final GradientUpdater instantiate(Map<String, INDArray> arrays, boolean initialize) {
    Stepping updater = new Stepping(this);
    updater.setState(arrays, initialize);
    return updater;
  }

  @Override
  public abstract FlatUpdater clone();

  @Override
  public abstract boolean equals(Object other);

  @Override
  public abstract int hashCode();

  /** Takes the steps of some parameters, of which it has the state. */
  private static final class Stepping implements GradientUpdater<FlatUpdater> {
    private final FlatUpdater configuration;
    private List<INDArray> arrays = List.of();

    Stepping(FlatUpdater configuration) {
      this.configuration = configuration;
    }

    @Override
    public FlatUpdater getConfig() {
      return configuration;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      if (!state.keySet().equals(Set.copyOf(configuration.state()))) {
        throw new IllegalArgumentException(
            "the optimizer's state is " + configuration.state() + ", and not " + state.keySet());
      }
      arrays = configuration.state().stream().map(state::get).toList();
      initialize(initialize);
    }

    @Override
    public Map<String, INDArray> getState() {
      Map<String, INDArray> state = new LinkedHashMap<>();
      for (int i = 0; i < arrays.size(); i++) {
        state.put(configuration.state().get(i), arrays.get(i));
      }
      return state;
    }

    /** The view's arrays are vectors: steps ask for no shape. */
    @Override
    public void setStateViewArray(
        INDArray view, long[] gradientShape, char gradientOrder, boolean initialize) {
      INDArray flat = view.reshape(view.length());
      int count = configuration.state().size();
      long each = flat.length() / count;
      arrays =
          LongStream.range(0, count)
              .mapToObj(i -> flat.get(NDArrayIndex.interval(i * each, (i + 1) * each)))
              .toList();
      initialize(initialize);
    }

    private void initialize(boolean initialize) {
      if (initialize) {
        arrays.forEach(array -> array.assign(0));
      }
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      configuration.step(gradient, arrays, (float) configuration.learningRate);
    }
  }
}
