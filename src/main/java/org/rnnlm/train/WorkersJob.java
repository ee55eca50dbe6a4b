package org.rnnlm.train;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * A round as a job of one stage, whose results come to the driver.
 *
 * <p>Spark reads the bytecode of every closure, and so of its largest classes, whenever it is asked
 * to {@code map} or {@code collect}: that takes a good part of a short round. It leaves functions
 * that are objects of a named class as they are.
 */
final class WorkersJob extends AbstractFunction2<TaskContext, Iterator<Integer>, WorkerEnd>
    implements Serializable {
  private static final long serialVersionUID = 1L;

  private final WorkerRound round;

  private WorkersJob(WorkerRound round) {
    this.round = round;
  }

  /**
   * Returns what became of the workers, in their order.
   *
   * @param workers their numbers in their order, each in a partition of its own
   */
  static List<WorkerEnd> run(JavaRDD<Integer> workers, WorkerRound round) {
    RDD<Integer> numbers = workers.rdd();
    Object ends =
        numbers
            .sparkContext()
            .runJob(numbers, new WorkersJob(round), ClassTag$.MODULE$.apply(WorkerEnd.class));
    return List.of((WorkerEnd[]) ends);
  }

  /** Runs in the task of a worker. */
  @Override
  public WorkerEnd apply(TaskContext context, Iterator<Integer> worker) {
    return round.end(worker.next());
  }
}
