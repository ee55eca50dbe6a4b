package org.rnnlm.score;

import java.util.Objects;
import java.util.Optional;
import org.rnnlm.text.Text;

/**
 * How a model goes on learning while it reads: dynamic evaluation (Krause et al., arXiv
 * 1709.07432).
 *
 * @param rate that the gradient of a stretch's mean loss is multiplied by, at least 0
 * @param decay share of the way back to the stored parameters that each step also goes, from 0 to 1
 * @param stretch tokens that are scored, and then learnt from in one step, at least 1
 * @param sizes of gradients on training data, which the gradient is divided by and the decay is
 *     proportional to; without them it is stochastic gradient descent
 */
public record Adaptation(double rate, double decay, int stretch, Optional<GradientSizes> sizes) {
  /** Tokens of a stretch where nothing else is said. */
  public static final int STRETCH = 20;

  public Adaptation {
    Objects.requireNonNull(sizes, "sizes");
    if (!(rate >= 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException(
          "the rate of adaptation is " + rate + ", it must be at least 0");
    }
    if (!(decay >= 0 && decay <= 1)) {
      throw new IllegalArgumentException(
          "the decay of adaptation is " + decay + ", it must be from 0 to 1");
    }
    if (stretch < 1) {
      throw new IllegalArgumentException(
          "a stretch is " + stretch + " tokens, it must be at least 1");
    }
  }

  /** Returns stochastic gradient descent on stretches of 20 tokens, without a way back. */
  public static Adaptation by(double rate) {
    return new Adaptation(rate, 0, STRETCH, Optional.empty());
  }

  /** Returns this adaptation by the sizes of gradients. */
  public Adaptation by(GradientSizes measured) {
    return new Adaptation(rate, decay, stretch, Optional.of(measured));
  }

  /** Returns a text for people, such as {@code at a rate of 0.1 every 20 tokens}. */
  public String summary() {
    return Text.format(
        "at a rate of %s every %d tokens%s%s",
        rate,
        stretch,
        decay > 0 ? ", with a decay of " + decay : "",
        sizes.isPresent() ? ", by the sizes of gradients" : "");
  }
}
