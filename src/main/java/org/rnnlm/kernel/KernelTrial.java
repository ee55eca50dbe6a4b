package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures in which form each layer of a model trains fastest here: some turns of its forward and
 * backward pass in every form that there is. What it finds may differ from one time to the next, so
 * it is done once for all who train a model together.
 */
public final class KernelTrial {
  /** bf16 must come as close to f32 in norm, or the processor does not multiply it rightly. */
  private static final double TOLERANCE = 0.05;

  /** After so many turns each form has had a quiet moment, so that what is slow is left out. */
  private static final int FIRST_TURNS = 3;

  private static final int TURNS = 16;

  /** What is further than this from the fastest is slow, and not for want of luck. */
  private static final double CONTENDS = 1.15;

  /**
   * Operations of a pass below which it takes less than half a millisecond: there noise would
   * choose, and a small run that is begun anew would compute otherwise.
   */
  private static final double LEAST_OPERATIONS = 5e7;

  /** Within this of the fastest, the form that comes first is taken: f32, the primitive. */
  private static final double TIE = 1.01;

  private KernelTrial() {}

  /**
   * Returns the plan for a model's layers. Layers too small for a difference are left out, and all
   * where oneDNN is not used.
   *
   * @param spec what is asked for
   */
  public static KernelPlan measure(KernelSpec spec, KernelShapes shapes) {
    if (spec.choice() == KernelChoice.JAVA || OneDnn.failure().isPresent()) {
      return KernelPlan.NONE;
    }
    Set<Precision> precisions = precisions(spec.bf16());
    Map<String, KernelPlan.Layer> layers = new LinkedHashMap<>();
    for (RecurrentShape shape : shapes.recurrents()) {
      if (shape.operations() > LEAST_OPERATIONS) {
        layers.computeIfAbsent(
            KernelPlan.name(shape), name -> layer(name, new TimedRecurrent(shape, precisions)));
      }
    }
    for (SoftmaxShape shape : shapes.outputs()) {
      if (shape.operations() > LEAST_OPERATIONS) {
        layers.computeIfAbsent(
            KernelPlan.name(shape), name -> layer(name, new TimedSoftmax(shape, precisions)));
      }
    }
    return layers.isEmpty()
        ? KernelPlan.NONE
        : new KernelPlan(spec.bf16(), OneDnn.description(), List.copyOf(layers.values()));
  }

  private static Set<Precision> precisions(Bf16Choice bf16) {
    return switch (bf16) {
      case OFF -> EnumSet.of(Precision.F32);
      case ON -> EnumSet.of(Precision.BF16);
      case AUTO -> OneDnn.hasBf16() ? EnumSet.allOf(Precision.class) : EnumSet.of(Precision.F32);
    };
  }

  private static KernelPlan.Layer layer(String name, TimedLayer layer) {
    try (layer) {
      List<TimedKernel> forms = layer.forms();
      return forms.size() == 1
          ? new KernelPlan.Layer(name, forms.get(0).form(), List.of())
          : new KernelPlan.Layer(name, fastest(layer), timings(forms));
    }
  }

  private static List<KernelPlan.Timing> timings(List<TimedKernel> forms) {
    return forms.stream()
        .map(form -> new KernelPlan.Timing(form.form(), form.bestNanos() / 1e6))
        .toList();
  }

  private static KernelForm fastest(TimedLayer layer) {
    List<TimedKernel> right = warmedUp(layer);
    List<TimedKernel> forms = layer.forms();
    List<TimedKernel> contenders = layer.large() ? List.of() : forms;
    for (int turn = 1; turn <= TURNS && contenders.size() > 1; turn++) {
      contenders.forEach(TimedKernel::take);
      contenders = turn < FIRST_TURNS ? forms : contenders(contenders);
    }
    TimedKernel best = forms.get(0);
    for (TimedKernel form : right) {
      best = form.bestNanos() * TIE < best.bestNanos() ? form : best;
    }
    return best.form();
  }

  /**
   * Returns the forms that compute what the first one does. Of a large layer each has its turns
   * here, and makes room for the next; a pass of it takes long enough.
   */
  private static List<TimedKernel> warmedUp(TimedLayer layer) {
    List<TimedKernel> right = new ArrayList<>();
    float[] first = null;
    for (TimedKernel form : layer.forms()) {
      form.warmUp();
      float[] results = Distance.values(layer.results());
      first = first == null ? results : first;
      if (Distance.between(first, results) < TOLERANCE) {
        right.add(form);
      }
      if (layer.large()) {
        IntStream.range(0, FIRST_TURNS).forEach(turn -> form.take());
        form.close();
      }
    }
    return right;
  }

  private static List<TimedKernel> contenders(List<TimedKernel> forms) {
    double best = forms.stream().mapToDouble(TimedKernel::bestNanos).min().orElseThrow();
    return forms.stream().filter(form -> form.bestNanos() < CONTENDS * best).toList();
  }
}
