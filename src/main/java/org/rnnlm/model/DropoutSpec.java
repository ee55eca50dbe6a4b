package org.rnnlm.model;

import java.io.Serializable;

/**
 * What a model drops at random while it is trained. Both shares are in [0, 1), and 0 drops nothing.
 *
 * @param activations share of activations dropped between layers and before the output (Zaremba et
 *     al., arXiv 1409.2329)
 * @param recurrent share of recurrent connections dropped, the same in all steps of a sequence (Gal
 *     and Ghahramani, arXiv 1512.05287)
 */
public record DropoutSpec(double activations, double recurrent) implements Serializable {
  public static final DropoutSpec NONE = new DropoutSpec(0, 0);

  public DropoutSpec {
    requireShare("dropout", activations);
    requireShare("recurrent dropout", recurrent);
  }

  /** Dropout of activations alone. */
  public static DropoutSpec of(double activations) {
    return new DropoutSpec(activations, 0);
  }

  private static void requireShare(String name, double share) {
    Checks.require(share >= 0 && share < 1, name, share, "at least 0 and below 1");
  }

  /** DL4J states dropout as the share that is kept, and 0 as none dropped. */
  double retained() {
    return activations == 0 ? 0 : 1 - activations;
  }

  /** Returns a text for people, behind other parts: {@code , dropout 0.5}. */
  String summary() {
    return (activations > 0 ? ", dropout " + activations : "")
        + (recurrent > 0 ? ", recurrent dropout " + recurrent : "");
  }
}
