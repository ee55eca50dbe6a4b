package org.rnnlm.kernel;

import java.util.Objects;
import java.util.Optional;
import org.rnnlm.text.Text;

/**
 * Makes kernels of one kind.
 *
 * @param oneDnn whether they are oneDNN's; Java's otherwise
 * @param precision of their products, where no plan says otherwise
 * @param plan the form of each layer, where they were measured
 * @param reason why these, for people
 */
public record Kernels(boolean oneDnn, Precision precision, KernelPlan plan, String reason) {
  public Kernels {
    Objects.requireNonNull(precision, "precision");
    Objects.requireNonNull(plan, "plan");
    Objects.requireNonNull(reason, "reason");
  }

  /** Makes kernels with nothing measured. */
  Kernels(boolean oneDnn, Precision precision, String reason) {
    this(oneDnn, precision, KernelPlan.NONE, reason);
  }

  /**
   * Returns the kernels that this machine has for what is asked.
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
    return withOneDnn(spec);
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

  private static Kernels withOneDnn(KernelSpec spec) {
    String library = OneDnn.description();
    if (spec.bf16() == Bf16Choice.ON && !OneDnn.hasBf16()) {
      throw new IllegalArgumentException(
          Text.format(
              "bf16 is asked for, but this processor does not multiply bf16 (%s); set compute.bf16"
                  + " = auto or off",
              library));
    }
    boolean elsewhere = !spec.plan().empty() && !spec.plan().processor().equals(library);
    if (spec.bf16() == Bf16Choice.AUTO && elsewhere) {
      throw new IllegalArgumentException(
          Text.format(
              "the run's kernels were measured on another kind of processor (%s) than this one"
                  + " (%s): results would depend on where a task runs; train on processors of one"
                  + " kind, or set compute.bf16 = off",
              spec.plan().processor(), library));
    }
    return switch (spec.bf16()) {
      case OFF -> new Kernels(true, Precision.F32, spec.plan(), library + ", f32 as asked");
      case ON -> new Kernels(true, Precision.BF16, spec.plan(), library + ", bf16 as asked");
      case AUTO -> new Kernels(true, Precision.F32, spec.plan(), library + automatic(spec.plan()));
    };
  }

  private static String automatic(KernelPlan plan) {
    if (plan.empty()) {
      return ", f32";
    }
    return plan.needsBf16() ? ", measured: bf16 where it is faster" : ", measured: f32";
  }

  /**
   * Returns whether the kernels of a shape mask steps and drop recurrent connections by themselves.
   */
  public boolean mask(RecurrentShape shape) {
    if (!oneDnn || OneDnnCell.of(shape.cell()).isEmpty()) {
      return true;
    }
    return shape.training() && form(KernelPlan.name(shape)).path() == Path.STEPPED;
  }

  /** Returns a kernel that may do neither. */
  public RecurrentKernel recurrent(RecurrentShape shape) {
    return mask(shape)
        ? masked(shape)
        : new OneDnnRecurrent(shape, form(KernelPlan.name(shape)).precision());
  }

  private KernelForm form(String name) {
    return plan.form(name).orElse(new KernelForm(Path.PRIMITIVE, precision));
  }

  /** Returns a kernel that masks steps and drops recurrent connections. */
  public MaskedRecurrentKernel masked(RecurrentShape shape) {
    return oneDnn
        ? SteppedRecurrent.onOneDnn(shape, form(KernelPlan.name(shape)).precision())
        : SteppedRecurrent.onOpenBlas(shape);
  }

  public SoftmaxKernel softmax(SoftmaxShape shape) {
    if (oneDnn) {
      Resources resources = new Resources();
      DnnlContext context = new DnnlContext();
      resources.own(context, context::close);
      OneDnnSoftmaxWeights weights =
          new OneDnnSoftmaxWeights(context, shape, form(KernelPlan.name(shape)).precision());
      return new BlockedSoftmax(
          shape, resources, rows -> new OneDnnSoftmaxBlock(context, shape, rows, weights));
    }
    Resources resources = new Resources();
    return new BlockedSoftmax(
        shape,
        resources,
        rows ->
            new PortableSoftmaxBlock(
                shape,
                rows,
                product(),
                Steps.allocate(resources, (long) rows * shape.vocabularySize())));
  }

  /**
   * Returns a kernel over a vocabulary in clusters; it is computed in the precision in which a
   * softmax of its head's shape is.
   *
   * @param rows that one call handles: steps times sequences
   */
  public SoftmaxKernel softmax(SoftmaxClusters clusters, int rows) {
    Precision precision = form(KernelPlan.name(clusters.head(rows))).precision();
    return new AdaptiveSoftmax(
        clusters,
        rows,
        product(),
        this::softmax,
        oneDnn ? Optional.of(precision) : Optional.empty());
  }

  /** Returns what reads the vectors of an adaptive softmax as an embedding's. */
  public ClusterVectors vectors(SoftmaxClusters clusters) {
    return new ClusterVectors(clusters, product());
  }

  private PlainProduct product() {
    return oneDnn ? PlainProduct.ofOneDnn() : PlainProduct.ofOpenBlas();
  }

  /**
   * @param rows steps of all sequences
   * @param width of what comes and goes
   * @param inner width between its two layers
   */
  public FeedForward feedForward(int rows, int width, int inner) {
    return new FeedForward(rows, width, inner, product());
  }
}
