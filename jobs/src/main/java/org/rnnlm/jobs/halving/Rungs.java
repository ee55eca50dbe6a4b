package org.rnnlm.jobs.halving;

import java.util.ArrayList;
import java.util.List;

/**
 * Rungs say how far trials are trained before it is decided which of them go on. They are counted
 * from the top, so that a whole training is the last of them: from one to the next the epochs grow
 * by the factor by which the trials become fewer.
 *
 * @param eta of so many trials one goes on
 * @param epochs that a trial has at each rung's end, rising
 */
public record Rungs(int eta, List<Integer> epochs) {
  public Rungs {
    epochs = List.copyOf(epochs);
    if (eta < 2) {
      throw new IllegalArgumentException("eta is " + eta + ", it must be at least 2");
    }
    if (epochs.isEmpty() || epochs.get(0) < 1) {
      throw new IllegalArgumentException("rungs of " + epochs + " epochs, each must be at least 1");
    }
  }

  /**
   * Returns as many rungs as trials and epochs allow.
   *
   * @param trials that begin
   * @param least epochs before any decision
   * @param most epochs of a whole training
   */
  public static Rungs of(int trials, int eta, int least, int most) {
    if (eta < 2 || least < 1 || most < 1) {
      throw new IllegalArgumentException(
          "eta " + eta + ", from " + least + " to " + most + " epochs");
    }
    int below = 0;
    long factor = eta;
    while (factor <= trials && most >= least * factor) {
      below++;
      factor *= eta;
    }
    List<Integer> epochs = new ArrayList<>();
    for (int rung = 0; rung <= below; rung++) {
      long divisor = (long) Math.pow(eta, below - rung);
      epochs.add((int) ((most + divisor - 1) / divisor));
    }
    return new Rungs(eta, epochs);
  }

  /** Returns a single rung: all trials are trained whole. */
  public static Rungs whole(int most) {
    return new Rungs(2, List.of(most));
  }

  int top() {
    return epochs.size() - 1;
  }

  /**
   * Returns about how many epochs are trained altogether, by as many promotions as the factor has.
   */
  public long expectedEpochs(int trials) {
    long all = 0;
    long left = trials;
    int before = 0;
    for (int end : epochs) {
      all += left * (end - before);
      before = end;
      left /= eta;
    }
    return all;
  }
}
