package org.rnnlm.kernel;

import java.util.Objects;
import org.rnnlm.text.Text;

/**
 * Makes kernels of one kind.
 *
 * @param oneDnn whether they are oneDNN's; Java's otherwise
 * @param precision of their products
 * @param reason why these, for people
 */
public record Kernels(boolean oneDnn, Precision precision, String reason) {
  public Kernels {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(reason, "reason");
  }

  /**
   * The kernels that this machine has for what is asked.
   *
   * @throws IllegalArgumentException if it has not what is asked for by name
   */
  public static Kernels of(KernelSpec spec) {
    if (spec.choice() == KernelChoice.JAVA) {
      return new Kernels(false, Precision.F32, "Java on OpenBLAS in f32, as asked");
    }
    if (OneDnn.failure().isPresent()) {
      return withoutOneDnn(spec, OneDnn.failure().get());
    }
    return withOneDnn(spec.bf16());
  }

  private static Kernels withoutOneDnn(KernelSpec spec, String failure) {
    if (spec.choice() == KernelChoice.ONEDNN || spec.bf16() == Bf16Choice.ON) {
      throw new IllegalArgumentException(
          "oneDNN is asked for, but cannot be used here: "
              + failure
              + "; set compute.kernel = auto");
    }
    return new Kernels(
        false, Precision.F32, "Java on OpenBLAS in f32, since oneDNN does not load: " + failure);
  }

  private static Kernels withOneDnn(Bf16Choice bf16) {
    String library = OneDnn.description();
    if (bf16 == Bf16Choice.OFF) {
      return new Kernels(true, Precision.F32, library + ", f32 as asked");
    }
    if (!OneDnn.hasBf16()) {
      if (bf16 == Bf16Choice.ON) {
        throw new IllegalArgumentException(
            Text.format(
                "bf16 is asked for, but this processor does not multiply bf16 (%s); set compute.bf16 = auto or off",
                library));
      }
      return new Kernels(true, Precision.F32, library + ", f32: no bf16 in this processor");
    }
    if (bf16 == Bf16Choice.AUTO && !OneDnn.hasFastBf16()) {
      return new Kernels(true, Precision.F32, library + ", f32: faster than bf16 without AMX");
    }
    if (bf16 == Bf16Choice.AUTO && !Bf16Trial.passes()) {
      return new Kernels(
          true, Precision.F32, library + ", f32: bf16 strayed too far from f32 in a trial");
    }
    return new Kernels(true, Precision.BF16, library + ", bf16");
  }

  public RecurrentKernel recurrent(RecurrentShape shape) {
    return oneDnn ? new OneDnnRecurrent(shape, precision) : masked(shape);
  }

  /** A kernel that also masks steps and drops recurrent connections; always in f32. */
  public MaskedRecurrentKernel masked(RecurrentShape shape) {
    return new PortableRecurrent(shape, gemm());
  }

  public SoftmaxKernel softmax(SoftmaxShape shape) {
    if (oneDnn) {
      Resources resources = new Resources();
      DnnlContext context = new DnnlContext();
      resources.own(context, context::close);
      OneDnnSoftmaxWeights weights = new OneDnnSoftmaxWeights(context, shape, precision);
      return new BlockedSoftmax(
          shape, resources, rows -> new OneDnnSoftmaxBlock(context, shape, rows, weights));
    }
    Resources resources = new Resources();
    return new BlockedSoftmax(
        shape, resources, rows -> new PortableSoftmaxBlock(shape, rows, gemm(), resources));
  }

  private Gemm gemm() {
    return oneDnn ? Gemm.ONEDNN : Gemm.OPENBLAS;
  }
}
