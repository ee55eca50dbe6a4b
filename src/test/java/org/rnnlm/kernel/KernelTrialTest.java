package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Comparator;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a trial chooses, and what becomes of it. */
class KernelTrialTest {
  private static final RecurrentShape LAYER = new RecurrentShape(Cell.LSTM, 128, 192, 8, 20, true);
  private static final SoftmaxShape OUTPUT = new SoftmaxShape(128, 1500, 160);
  private static final KernelShapes SHAPES =
      new KernelShapes(List.of(LAYER, LAYER), List.of(OUTPUT));

  @BeforeEach
  void assumeOneDnn() {
    Implementation.assumeOneDnn();
  }

  private static KernelSpec spec(Bf16Choice bf16) {
    return new KernelSpec(KernelChoice.AUTO, bf16);
  }

  @Test
  void everyKindOfLayerIsMeasuredOnceAndTheFastestFormTaken() {
    KernelPlan plan = KernelTrial.measure(spec(Bf16Choice.AUTO), SHAPES);

    assertThat(plan.processor()).isEqualTo(OneDnn.description());
    assertThat(plan.layers())
        .extracting(KernelPlan.Layer::name)
        .containsExactly("LSTM 128 to 192", "softmax 128 to 1500");
    for (KernelPlan.Layer layer : plan.layers()) {
      double best =
          layer.measured().stream()
              .min(Comparator.comparingDouble(KernelPlan.Timing::milliseconds))
              .map(KernelPlan.Timing::milliseconds)
              .orElse(0.0);
      assertThat(layer.measured())
          .filteredOn(timing -> timing.form().equals(layer.chosen()))
          .allSatisfy(timing -> assertThat(timing.milliseconds()).isLessThanOrEqualTo(1.01 * best));
    }
  }

  @Test
  void aPrecisionThatIsAskedForIsTheOnlyOneMeasured() {
    KernelPlan plan = KernelTrial.measure(spec(Bf16Choice.OFF), SHAPES);

    assertThat(plan.needsBf16()).isFalse();
    assertThat(plan.layers().get(0).measured())
        .extracting(KernelPlan.Timing::form)
        .containsExactly(
            new KernelForm(Path.PRIMITIVE, Precision.F32),
            new KernelForm(Path.STEPPED, Precision.F32));
    assertThat(plan.layers().get(1).measured()).isEmpty();
  }

  @Test
  void ofALargeLayerOneFormAtATimeIsInMemory() {
    RecurrentShape shape = new RecurrentShape(Cell.LSTM, 1024, 1024, 1, 4, true);
    KernelShapes shapes = new KernelShapes(List.of(shape), List.of());
    long weights = Float.BYTES * (shape.inputWeights() + shape.recurrentWeights());
    long limit = Pointer.maxBytes();
    assertThat(limit - Pointer.totalBytes()).isGreaterThan(8 * weights);
    Pointer hindrance = new BytePointer(limit - Pointer.totalBytes() - (long) (7.4 * weights));
    try (hindrance) {
      KernelPlan plan = KernelTrial.measure(spec(Bf16Choice.OFF), shapes);

      assertThat(plan.layers().get(0).measured()).hasSize(2);
    }
  }

  @Test
  void smallLayersAndJavasAreNotMeasured() {
    KernelShapes small =
        new KernelShapes(List.of(new RecurrentShape(Cell.GRU, 5, 7, 3, 4, true)), List.of());

    assertThat(KernelTrial.measure(spec(Bf16Choice.AUTO), small)).isEqualTo(KernelPlan.NONE);
    assertThat(KernelTrial.measure(new KernelSpec(KernelChoice.JAVA, Bf16Choice.AUTO), SHAPES))
        .isEqualTo(KernelPlan.NONE);
  }

  @Test
  void whatScoresModelsComputesInF32WhateverWasMeasured() {
    KernelForm form = new KernelForm(Path.STEPPED, Precision.BF16);
    KernelSpec measured = spec(Bf16Choice.AUTO).with(plan(OneDnn.description(), form));

    Kernels kernels = Kernels.of(measured.unmeasured());

    assertThat(kernels.precision()).isEqualTo(Precision.F32);
    assertThat(kernels.plan()).isEqualTo(KernelPlan.NONE);
  }

  private static KernelPlan plan(String processor, KernelForm form) {
    KernelPlan.Layer layer = new KernelPlan.Layer("LSTM 128 to 192", form, List.of());
    return new KernelPlan(Bf16Choice.AUTO, processor, List.of(layer));
  }

  @Test
  void kernelsAreInTheFormsOfThePlan() {
    KernelForm stepped = new KernelForm(Path.STEPPED, Precision.F32);
    Kernels kernels = Kernels.of(KernelSpec.AUTO.with(plan(OneDnn.description(), stepped)));

    try (RecurrentKernel planned = kernels.recurrent(LAYER);
        RecurrentKernel other =
            kernels.recurrent(new RecurrentShape(Cell.LSTM, 4, 7, 2, 3, true))) {
      assertThat(planned).isInstanceOf(SteppedRecurrent.class);
      assertThat(other).isInstanceOf(OneDnnRecurrent.class);
    }
    assertThat(kernels.reason()).isEqualTo(OneDnn.description() + ", measured: f32");
  }

  @Test
  void anotherKindOfProcessorThanMeasuredIsToldApartUnlessThePrecisionIsAskedFor() {
    KernelPlan elsewhere =
        plan("oneDNN 1.2.3, abacus", new KernelForm(Path.STEPPED, Precision.F32));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Kernels.of(KernelSpec.AUTO.with(elsewhere)))
        .withMessageContaining("oneDNN 1.2.3, abacus")
        .withMessageContaining(OneDnn.description())
        .withMessageContaining("set compute.bf16 = off");
    assertThat(Kernels.of(spec(Bf16Choice.OFF).with(elsewhere)).precision())
        .isEqualTo(Precision.F32);
  }
}
