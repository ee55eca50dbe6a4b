package org.rnnlm.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.run.WorkerReport;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * Puts the averaged chunks together on the driver, each as it comes in: only those on their way are
 * held twice, where a collect would hold all of them beside the whole.
 */
final class ChunkCollector {
  private final ChunkLayout layout;
  private float[] values = {};
  private final List<TouchedRows> rows = new ArrayList<>();
  private List<WorkerReport> reports = List.of();
  private Optional<OutOfMemoryError> failure = Optional.empty();

  private ChunkCollector(ChunkLayout layout) {
    this.layout = layout;
  }

  /**
   * @param means a chunk a partition or more, of all indices
   * @param layout of the values
   */
  static RoundMean collect(
      JavaSparkContext spark, JavaRDD<ChunkMean.Result> means, ChunkLayout layout) {
    ChunkCollector collector = new ChunkCollector(layout);
    spark
        .sc()
        .runJob(
            means.rdd(),
            new ToList(),
            collector.new Handler(),
            ClassTag$.MODULE$.apply(ArrayList.class));
    collector.failure.ifPresent(
        error -> {
          throw error;
        });
    return new RoundMean(collector.values, collector.rows, collector.reports);
  }

  /**
   * The whole is made when the first chunk comes: the workers are done then, and what each of them
   * became is no longer in the heap of a local master.
   */
  private void put(ChunkMean.Result chunk) {
    if (values.length == 0) {
      values = new float[layout.values()];
    }
    if (layout.isOfRows(chunk.index())) {
      rows.add(chunk.rows());
    } else {
      int from = chunk.index() * layout.size();
      System.arraycopy(chunk.values(), 0, values, from, chunk.values().length);
    }
    if (chunk.index() == 0) {
      reports = chunk.reports();
    }
  }

  /** Runs in Spark's scheduler, one partition at a time; an error would end that in silence. */
  private final class Handler
      extends AbstractFunction2<Object, ArrayList<ChunkMean.Result>, BoxedUnit> {
    @Override
    public BoxedUnit apply(Object partition, ArrayList<ChunkMean.Result> chunks) {
      try {
        if (failure.isEmpty()) {
          chunks.forEach(ChunkCollector.this::put);
        }
      } catch (OutOfMemoryError e) {
        failure = Optional.of(e);
      }
      return BoxedUnit.UNIT;
    }
  }

  /** Runs in the tasks. */
  private static final class ToList
      extends AbstractFunction2<
          TaskContext, Iterator<ChunkMean.Result>, ArrayList<ChunkMean.Result>>
      implements Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public ArrayList<ChunkMean.Result> apply(
        TaskContext context, Iterator<ChunkMean.Result> chunks) {
      ArrayList<ChunkMean.Result> list = new ArrayList<>();
      while (chunks.hasNext()) {
        list.add(chunks.next());
      }
      return list;
    }
  }
}
