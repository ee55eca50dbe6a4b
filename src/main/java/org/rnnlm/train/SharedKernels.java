package org.rnnlm.train;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.KernelShapes;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.ShardSet;

/**
 * The kernels of several runs, measured once for all whose layers have one shape, so that these
 * compute alike whatever else the machines do while one of them begins. A file keeps what was
 * measured, for runs that begin later.
 */
public final class SharedKernels {
  /** The file's name. */
  public static final String FILE = "kernels.json";

  /**
   * An entry is what was measured for one shape.
   *
   * @param shape what was asked for, and of which layers
   * @param plan that was chosen; empty where the layers are too small for a difference
   */
  record Entry(String shape, KernelPlan plan) {}

  private final Folder folder;
  private final JavaSparkContext spark;
  private final Map<String, KernelPlan> plans = new LinkedHashMap<>();

  /**
   * @param folder that keeps the file
   * @throws org.rnnlm.io.DataException if there is a file that cannot be read
   */
  public SharedKernels(Folder folder, JavaSparkContext spark) {
    this.folder = folder;
    this.spark = spark;
    if (folder.exists(FILE)) {
      String text = folder.readText(FILE);
      Arrays.stream(Json.read(text, Entry[].class, folder.location(FILE)))
          .forEach(entry -> plans.put(entry.shape(), entry.plan()));
    }
  }

  /** Returns the plan of a run on some data, which is measured now if no other run's was. */
  public KernelPlan of(ModelSpec model, TrainingSpec training, ShardSet data) {
    if (training.compute().layers() == ComputeSpec.Layers.DL4J) {
      return KernelPlan.NONE;
    }
    KernelShapes shapes =
        TrainingKernels.shapes(
            training,
            Networks.configuration(
                model, data.vocabulary().size(), training.learningRate().peak(), training.seed()),
            data.manifest().length());
    return of(training.compute().kernels(), shapes);
  }

  private KernelPlan of(KernelSpec asked, KernelShapes shapes) {
    String shape = asked.choice() + ", bf16 " + asked.bf16() + ", " + shapes;
    if (!plans.containsKey(shape)) {
      plans.put(shape, TrainingKernels.measure(asked, shapes, spark, "all runs"));
      List<Entry> entries =
          plans.entrySet().stream()
              .map(entry -> new Entry(entry.getKey(), entry.getValue()))
              .toList();
      folder.publish(FILE, Json.pretty(entries).getBytes(StandardCharsets.UTF_8));
    }
    return plans.get(shape);
  }
}
