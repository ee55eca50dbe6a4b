package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which kernels a user asks for. It changes how fast a model is computed and its last digits, not
 * what it is.
 *
 * @param choice of the implementation
 * @param bf16 whether products may be in bf16
 * @param plan the form of each layer, where they were measured
 */
public record KernelSpec(KernelChoice choice, Bf16Choice bf16, KernelPlan plan)
    implements Serializable {
  /** The best that there is. */
  public static final KernelSpec AUTO = new KernelSpec(KernelChoice.AUTO, Bf16Choice.AUTO);

  public KernelSpec {
    Objects.requireNonNull(choice, "choice");
    Objects.requireNonNull(bf16, "bf16");
    Objects.requireNonNull(plan, "plan");
    if (choice == KernelChoice.JAVA && bf16 == Bf16Choice.ON) {
      throw new IllegalArgumentException("bf16 needs oneDNN; the Java kernels compute in f32");
    }
  }

  /** Makes a specification with nothing measured. */
  public KernelSpec(KernelChoice choice, Bf16Choice bf16) {
    this(choice, bf16, KernelPlan.NONE);
  }

  /** Returns this specification with the layers in the forms of a plan. */
  public KernelSpec with(KernelPlan measured) {
    return new KernelSpec(choice, bf16, measured);
  }

  /**
   * Returns this specification without a plan: f32, unless bf16 is asked for. What scores models
   * computes so, that a loss is the same number wherever it is computed.
   */
  public KernelSpec unmeasured() {
    return with(KernelPlan.NONE);
  }
}
