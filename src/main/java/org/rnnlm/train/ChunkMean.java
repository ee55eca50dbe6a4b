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
   * @param rows the mean of rows of an embedding that any worker trained
   * @param reports of all workers, in their order, with the first chunk; none with others, since
   *     the driver has all chunks of a round in one place, and reports would be as many as workers
   *     times chunks there
   */
  record Result(int index, Floats floats, TouchedRows rows, List<WorkerReport> reports)
      implements Serializable {
    float[] values() {
      return floats.array();
    }
  }

  private final RoundLink link;
  private final ChunkLayout layout;

  /**
   * @param link to what the round started from, which rows of an embedding need that not all
   *     workers trained
   * @param layout of all workers' values
   */
  ChunkMean(RoundLink link, ChunkLayout layout) {
    this.link = link;
    this.layout = layout;
  }

  @Override
  public Result call(Tuple2<Integer, Iterable<WorkerChunk>> chunks) {
    List<WorkerChunk> ordered = new ArrayList<>();
    chunks._2().forEach(ordered::add);
    ordered.sort(Comparator.comparingInt(chunk -> chunk.report().worker()));
    List<WorkerReport> reports =
        chunks._1() == 0 ? ordered.stream().map(WorkerChunk::report).toList() : List.of();
    TouchedRows rows =
        layout.isOfRows(chunks._1())
            ? RowsMean.of(link.start().state(), link.start().rows(), ordered)
            : TouchedRows.NONE;
    return new Result(chunks._1(), new Floats(mean(ordered)), rows, reports);
  }

  static float[] mean(List<WorkerChunk> chunks) {
    float[] mean = new float[chunks.get(0).sent().length()];
    put(chunks, mean, 0, mean.length);
    return mean;
  }

  /** Puts the mean of a stretch of the chunks' values, shorter where they end, into its place. */
  static void put(List<WorkerChunk> chunks, float[] mean, int from, int most) {
    double[] sum = new double[Math.min(most, mean.length - from)];
    double total = 0;
    for (WorkerChunk chunk : chunks) {
      double weight = chunk.report().predictions();
      chunk.sent().addTo(sum, from, weight);
      total += weight;
    }
    for (int i = 0; i < sum.length; i++) {
      mean[from + i] = (float) (sum[i] / total);
    }
  }
}
