package org.rnnlm.layer;

import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Dropout that leaves out the same units in all steps of a sequence that a pass trains together
 * (Gal and Ghahramani, arXiv 1512.05287; called locked in Merity et al., arXiv 1708.02182). Layers
 * of ours know it; others would draw for each step.
 */
public final class LockedDropout extends Dropout {
  private static final long serialVersionUID = 1L;

  /**
   * @param kept share that is kept, above 0
   */
  @JsonCreator
  public LockedDropout(@JsonProperty("p") double kept) {
    super(kept);
  }

  @Override
  public LockedDropout clone() {
    return new LockedDropout(getP());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LockedDropout && super.equals(other);
  }

  @Override
  protected boolean canEqual(Object other) {
    return other instanceof LockedDropout;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + 1;
  }
}
