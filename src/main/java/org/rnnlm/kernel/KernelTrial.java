package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Measures in which form each layer of a model trains fastest here: some turns of its forward and
 * backward pass in every form that there is. What it finds may differ from one time to the next, so
 * it is done once for all who train a model together.
 */
public final class KernelTrial {
  /** bf16 must come as close to f32 in norm, or the processor does not multiply it rightly. */
  private static final double TOLERANCE = 0.05;

  private static final int TURNS = 5;

  /** Within this of the fastest, the form that comes first is taken: f32, the primitive. */
  private static final double TIE = 1.01;

  private KernelTrial() {}

  /**
   * The plan for a model's layers.
   *
   * @param spec what is asked for; what is asked for by name is not measured
   * @param recurrents shapes of the recurrent layers as they are trained
   * @param outputs shapes of output layers
   */
  public static KernelPlan measure(
      KernelSpec spec, List<RecurrentShape> recurrents, List<SoftmaxShape> outputs) {
    if (spec.choice() == KernelChoice.JAVA || OneDnn.failure().isPresent()) {
      return KernelPlan.NONE;
    }
    Set<Precision> precisions = precisions(spec.bf16());
    Map<String, KernelPlan.Layer> layers = new LinkedHashMap<>();
    for (RecurrentShape shape : recurrents) {
      layers.computeIfAbsent(
          KernelPlan.name(shape), name -> layer(name, TimedRecurrent.all(shape, precisions)));
    }
    for (SoftmaxShape shape : outputs) {
      layers.computeIfAbsent(
          KernelPlan.name(shape), name -> layer(name, TimedSoftmax.all(shape, precisions)));
    }
    return new KernelPlan(OneDnn.description(), List.copyOf(layers.values()));
  }

  private static Set<Precision> precisions(Bf16Choice bf16) {
    return switch (bf16) {
      case OFF -> EnumSet.of(Precision.F32);
      case ON -> EnumSet.of(Precision.BF16);
      case AUTO ->
          OneDnn.hasBf16() ? EnumSet.allOf(Precision.class) : EnumSet.of(Precision.F32);
    };
  }

  private static KernelPlan.Layer layer(String name, List<? extends TimedKernel> forms) {
    try {
      return new KernelPlan.Layer(name, fastest(forms), timings(forms));
    } finally {
      forms.forEach(TimedKernel::close);
    }
  }

  private static List<KernelPlan.Timing> timings(List<? extends TimedKernel> forms) {
    return forms.stream()
        .map(form -> new KernelPlan.Timing(form.form(), form.bestNanos() / 1e6))
        .toList();
  }

  private static KernelForm fastest(List<? extends TimedKernel> forms) {
    if (forms.size() == 1) {
      return forms.get(0).form();
    }
    forms.forEach(TimedKernel::warmUp);
    for (int turn = 0; turn < TURNS; turn++) {
      forms.forEach(TimedKernel::take);
    }
    TimedKernel first = forms.get(0);
    List<TimedKernel> admitted = new ArrayList<>();
    for (TimedKernel form : forms) {
      if (Distance.between(first.results(), form.results()) < TOLERANCE) {
        admitted.add(form);
      }
    }
    TimedKernel best = first;
    for (TimedKernel form : admitted) {
      best = form.bestNanos() * TIE < best.bestNanos() ? form : best;
    }
    return best.form();
  }
}
