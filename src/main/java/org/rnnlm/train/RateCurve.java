package org.rnnlm.train;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * The losses of batches that were trained one after the other at rates that rise exponentially, and
 * what they say of the rate to train at.
 *
 * @param rates of the batches, each as many times as high as the one before
 * @param losses of the batches, nats per prediction, each before its step
 * @param broken the rate at which loss or parameters were no numbers any more, if any was
 */
public record RateCurve(List<Double> rates, List<Double> losses, OptionalDouble broken) {
  /** Losses are smoothed by a normal distribution whose deviation is this share of the batches. */
  private static final double SMOOTHED = 0.02;

  /** How many deviations off a loss still counts. */
  private static final double REACH = 6;

  /** A loss counts as diverging if it rises by more than this share of the first one. */
  private static final double RISE = 0.1;

  /** A suggested rate is at most the diverging one divided by this. */
  private static final double MARGIN = 10;

  public RateCurve {
    rates = List.copyOf(rates);
    losses = List.copyOf(losses);
    Objects.requireNonNull(broken, "broken");
    if (rates.size() != losses.size()) {
      throw new IllegalArgumentException(rates.size() + " rates and " + losses.size() + " losses");
    }
  }

  /**
   * Returns the losses, each as the mean of its neighbours and itself, weighted by a normal
   * distribution about it, so that it lags behind the rates to neither side.
   */
  public List<Double> smoothed() {
    double deviation = Math.max(1, SMOOTHED * losses.size());
    return IntStream.range(0, losses.size()).mapToObj(i -> smoothed(i, deviation)).toList();
  }

  private double smoothed(int at, double deviation) {
    double sum = 0;
    double weights = 0;
    int reach = (int) (REACH * deviation); // beyond it weights are nothing
    for (int i = Math.max(0, at - reach); i < Math.min(losses.size(), at + reach + 1); i++) {
      double distance = (i - at) / deviation;
      double weight = Math.exp(-0.5 * distance * distance);
      sum += weight * losses.get(i);
      weights += weight;
    }
    return sum / weights;
  }

  private static int lowest(List<Double> smoothed) {
    int lowest = 0;
    for (int i = 1; i < smoothed.size(); i++) {
      lowest = smoothed.get(i) < smoothed.get(lowest) ? i : lowest;
    }
    return lowest;
  }

  /** Returns the rate at which the smoothed loss falls fastest; nothing if it does not fall. */
  public OptionalDouble steepest() {
    List<Double> smoothed = smoothed();
    int lowest = lowest(smoothed);
    int steepest = -1;
    double fastest = 0;
    for (int i = 1; i + 1 < smoothed.size() && i <= lowest; i++) {
      double fall = smoothed.get(i - 1) - smoothed.get(i + 1);
      if (fall > fastest) {
        fastest = fall;
        steepest = i;
      }
    }
    return steepest < 0 ? OptionalDouble.empty() : OptionalDouble.of(rates.get(steepest));
  }

  /**
   * Returns the rate at which training diverges: the smoothed loss, once past its lowest, has risen
   * by half of what it had fallen, and by a tenth of what it was at first; or there is none any
   * more. Nothing if it went on falling.
   */
  public OptionalDouble diverging() {
    List<Double> smoothed = smoothed();
    if (smoothed.isEmpty()) {
      return broken;
    }
    int lowest = lowest(smoothed);
    double rise =
        Math.max((smoothed.get(0) - smoothed.get(lowest)) / 2, RISE * Math.abs(smoothed.get(0)));
    for (int i = lowest + 1; i < smoothed.size(); i++) {
      if (smoothed.get(i) > smoothed.get(lowest) + rise) {
        return OptionalDouble.of(rates.get(i));
      }
    }
    return broken;
  }

  /**
   * Returns the rate to train at: that of the steepest descent, or a tenth of the diverging one if
   * that is lower. Nothing if the loss does not fall.
   */
  public OptionalDouble suggested() {
    OptionalDouble steepest = steepest();
    OptionalDouble diverging = diverging();
    return steepest.isPresent() && diverging.isPresent()
        ? OptionalDouble.of(Math.min(steepest.getAsDouble(), diverging.getAsDouble() / MARGIN))
        : steepest;
  }
}
