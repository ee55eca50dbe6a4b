package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.api.java.function.Function;
import org.rnnlm.run.WorkerReport;
import scala.Tuple2;

/**
 * The mean of all workers' chunks of one index, weighted by the predictions (a language model's
 * tokens) that each trained. Summed in double precision and in the order of the workers, so the
 * result does not depend on which came first; of a single worker it is exactly that worker's
 * values.
 */
final class ChunkMean
    implements Function<Tuple2<Integer, Iterable<WorkerChunk>>, ChunkMean.Result> {
  private static final long serialVersionUID = 1L;

  /**
   * @param index of the chunk
   * @param floats the mean
   * @param reports of all workers, in their order
   */
  record Result(int index, Floats floats, List<WorkerReport> reports) implements Serializable {
    float[] values() {
      return floats.array();
    }
  }

  @Override
  public Result call(Tuple2<Integer, Iterable<WorkerChunk>> chunks) {
    List<WorkerChunk> ordered = new ArrayList<>();
    chunks._2().forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(chunk -> chunk.report().worker()));
    return new Result(
        chunks._1(), new Floats(mean(ordered)), ordered.stream().map(WorkerChunk::report).toList());
  }

  static float[] mean(List<WorkerChunk> chunks) {
    double[] sum = new double[chunks.get(0).values().length];
    double total = 0;
    for (WorkerChunk chunk : chunks) {
      double weight = chunk.report().predictions();
      float[] values = chunk.values();
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * values[i];
      }
      total += weight;
    }
    float[] mean = new float[sum.length];
    for (int i = 0; i < sum.length; i++) {
      mean[i] = (float) (sum[i] / total);
    }
    return mean;
  }
}
