package org.rnnlm.train;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.rnnlm.io.DataException;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.KernelShapes;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.KernelTrial;
import org.rnnlm.kernel.OneDnn;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.text.Text;

/**
 * Has the kernels of a run measured, once, where its workers compute: by one task of the cluster.
 * What that chose is kept with the run, so that all workers, and sittings after this one, compute
 * alike.
 */
final class TrainingKernels {
  private final JavaSparkContext spark;
  private final RunFolder folder;
  private final TrainingMonitor monitor;

  TrainingKernels(JavaSparkContext spark, RunFolder folder, TrainingMonitor monitor) {
    this.spark = spark;
    this.folder = folder;
    this.monitor = monitor;
  }

  /**
   * Returns how a run computes that begins now: as its folder says, if a start that was cut or
   * whoever has several runs compute alike left a plan there, and else as is measured.
   */
  TrainingSpec begun(TrainingSpec training, MultiLayerConfiguration network, int length) {
    return folder.kernels().isPresent()
        ? resumed(training, network, length)
        : measured(training, network, length);
  }

  private TrainingSpec measured(
      TrainingSpec training, MultiLayerConfiguration network, int length) {
    if (training.compute().layers() == ComputeSpec.Layers.DL4J) {
      return training;
    }
    KernelPlan plan = measure(training, network, length, spark, TrainingRun.named(folder));
    if (!plan.empty()) {
      folder.write(plan);
    }
    return with(training, plan);
  }

  /** Returns the kernels that a network trains with. */
  static KernelShapes shapes(TrainingSpec training, MultiLayerConfiguration network, int length) {
    int steps = training.window() == 0 ? length : Math.min(length, training.window());
    return KernelLayers.shapes(network, training.batchSize(), steps);
  }

  /** Returns what one task of the cluster measures of a training. */
  static KernelPlan measure(
      TrainingSpec training,
      MultiLayerConfiguration network,
      int length,
      JavaSparkContext spark,
      String who) {
    return measure(training.compute().kernels(), shapes(training, network, length), spark, who);
  }

  /** Returns what one task of the cluster measures. */
  static KernelPlan measure(
      KernelSpec asked, KernelShapes shapes, JavaSparkContext spark, String who) {
    return onOne(new Measuring(asked, shapes), spark, who);
  }

  /**
   * Returns how a run computes that goes on: as it did, unless another precision is asked for now.
   *
   * @throws DataException if it computes in bf16, and the workers' processor does not
   */
  TrainingSpec resumed(TrainingSpec training, MultiLayerConfiguration network, int length) {
    KernelPlan kept = folder.kernels().orElse(KernelPlan.NONE); // none where runs measured nothing
    if (kept.empty() || training.compute().layers() == ComputeSpec.Layers.DL4J) {
      return training;
    }
    if (kept.asked() != training.compute().kernels().bf16()) {
      return measured(training, network, length);
    }
    return with(training, goingOn(kept, onOne(new Asking(), spark, TrainingRun.named(folder))));
  }

  /** Returns a plan that was kept, for the workers of this sitting. */
  KernelPlan goingOn(KernelPlan kept, Processor here) {
    if (here.description().equals(kept.processor())) {
      return kept;
    }
    if (kept.needsBf16() && !here.bf16()) {
      throw new DataException(
          Text.format(
              "%s computes in bf16, as measured on another kind of processor (%s); this one does"
                  + " not multiply bf16 (%s): resume on one that does, or with --set"
                  + " compute.bf16=off",
              folder, kept.processor(), here.description()));
    }
    monitor.warned(
        Text.format(
            "the run was begun on another kind of processor (%s) than this one (%s); it goes on in"
                + " the same kernels, but their last digits may differ",
            kept.processor(), here.description()));
    return kept.on(here.description());
  }

  private TrainingSpec with(TrainingSpec training, KernelPlan plan) {
    monitor.measured(plan);
    return training.with(training.compute().with(plan));
  }

  private static <T> T onOne(Function<Integer, T> work, JavaSparkContext spark, String who) {
    return JobDescription.during(
        spark,
        TrainingRun.JOBS,
        who + ": measure kernels",
        () -> spark.parallelize(List.of(0), 1).map(work).first());
  }

  /** What is measured on a worker's machine. */
  private record Measuring(KernelSpec spec, KernelShapes shapes)
      implements Function<Integer, KernelPlan> {
    @Override
    public KernelPlan call(Integer task) {
      return KernelTrial.measure(spec, shapes);
    }
  }

  /**
   * What a worker's machine computes on.
   *
   * @param description of library and processor
   * @param bf16 whether it multiplies bf16
   */
  record Processor(String description, boolean bf16) implements Serializable {}

  private record Asking() implements Function<Integer, Processor> {
    @Override
    public Processor call(Integer task) {
      return OneDnn.failure().isPresent()
          ? new Processor("no oneDNN", false)
          : new Processor(OneDnn.description(), OneDnn.hasBf16());
    }
  }
}
