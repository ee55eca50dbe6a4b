package org.rnnlm.train;

import java.util.List;
import java.util.Objects;

/**
 * What becomes of a learning rate where the validation loss no longer falls.
 *
 * @param patience after which it falls
 * @param factor that it falls by each time, above 0 and below 1
 */
public record Plateau(Patience patience, double factor) {
  /** Half of it, after two validations in a row without a lower loss. */
  public static final Plateau HALF = new Plateau(new Patience(2, 0), 0.5);

  public Plateau {
    Objects.requireNonNull(patience, "patience");
    if (!(factor > 0 && factor < 1)) {
      throw new IllegalArgumentException(
          "plateau's factor is " + factor + ", it must be above 0 and below 1");
    }
  }

  /** Returns the rate after validations with these losses. */
  double after(List<Double> losses, double rate) {
    return rate * Math.pow(factor, patience.exhausted(losses));
  }
}
