package org.rnnlm.jobs.plan;

import java.util.Map;
import java.util.Optional;

/**
 * Memory, cores and executors of a command on a cluster: what its demand comes to, but for what the
 * user set, which stays and on which the rest then depends.
 *
 * @param executor one executor's memory
 * @param cores of an executor, and so workers that train in it side by side
 * @param executors how many are asked for; empty where the cluster decides
 * @param driver the driver's memory
 * @param shortBytes by how much an executor's memory, as the user set it, is less than the demand
 *     comes to; 0 if it is not
 * @param settings for spark-submit, in the order to show them, none of which the user set
 */
public record ClusterPlan(
    MemoryPlan executor,
    int cores,
    Optional<Integer> executors,
    MemoryPlan driver,
    long shortBytes,
    Map<String, String> settings) {

  /**
   * @param master as spark-submit takes it
   * @throws org.rnnlm.io.DataException if a setting is no number
   */
  public static ClusterPlan of(String master, Demand demand, SparkSettings given) {
    return new ClusterPlanner(Master.of(master), demand, given).plan();
  }
}
