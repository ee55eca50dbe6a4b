package org.rnnlm.jobs.plan;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.text.Text;

/** Works out a {@link ClusterPlan}. */
final class ClusterPlanner {
  private static final String CORES = "spark.executor.cores";
  private static final String HEAP = "spark.executor.memory";
  private static final String OVERHEAD = "spark.executor.memoryOverhead";
  private static final String OVERHEAD_FACTOR = "spark.executor.memoryOverheadFactor";
  private static final String OPTIONS = "spark.executor.extraJavaOptions";
  private static final String INSTANCES = "spark.executor.instances";
  private static final String DYNAMIC = "spark.dynamicAllocation.enabled";
  private static final String ALL_CORES = "spark.cores.max";
  private static final String DEPLOY_MODE = "spark.submit.deployMode";
  private static final String DRIVER_HEAP = "spark.driver.memory";
  private static final String DRIVER_OVERHEAD = "spark.driver.memoryOverhead";
  private static final String DRIVER_OPTIONS = "spark.driver.extraJavaOptions";
  private static final String RESULTS = "spark.driver.maxResultSize";

  private static final String JAVACPP = "org.bytedeco.javacpp.";
  private static final long SMALLEST_RESULTS = 1L << 30;

  /** What Spark adds at least where it is told of a share of the heap. */
  private static final long SMALLEST_OVERHEAD = 384L << 20;

  private final Master master;
  private final Demand demand;
  private final SparkSettings given;
  private final int cores;

  ClusterPlanner(Master master, Demand demand, SparkSettings given) {
    this.master = master;
    this.demand = demand;
    this.given = given;
    this.cores = master.executorCores().orElseGet(() -> given.count(CORES).orElse(1));
  }

  ClusterPlan plan() {
    MemoryPlan needed = MemoryPlan.ofExecutor(demand, cores);
    MemoryPlan executor = executor(needed);
    MemoryPlan driver = driver();
    long shortBytes =
        Math.max(0, needed.heapBytes() - executor.heapBytes())
            + Math.max(0, needed.overheadBytes() - executor.overheadBytes());
    return new ClusterPlan(
        executor, cores, executors(), driver, shortBytes, settings(executor, driver));
  }

  private MemoryPlan executor(MemoryPlan needed) {
    MemoryPlan plan = needed;
    if (master.executorHeapBytes().isPresent()) {
      plan = plan.withHeap(master.executorHeapBytes().getAsLong());
    }
    plan = given.bytes(HEAP).map(plan::withHeap).orElse(plan);
    return overhead(plan).map(plan::withOverhead).orElse(plan);
  }

  private Optional<Long> overhead(MemoryPlan plan) {
    return given
        .bytes(OVERHEAD)
        .or(
            () ->
                given
                    .share(OVERHEAD_FACTOR)
                    .map(share -> Math.max(SMALLEST_OVERHEAD, (long) (plan.heapBytes() * share))));
  }

  private MemoryPlan driver() {
    MemoryPlan plan = MemoryPlan.ofDriver(demand);
    plan = given.bytes(DRIVER_HEAP).map(plan::withHeap).orElse(plan);
    return given.bytes(DRIVER_OVERHEAD).map(plan::withOverhead).orElse(plan);
  }

  /** Enough for all workers at once, where Spark would otherwise take two. */
  private Optional<Integer> executors() {
    boolean clusterDecides =
        master.kind() != Master.Kind.CONTAINERS
            || demand.workers() == 0
            || given.value(DYNAMIC).orElse("").equals("true");
    return clusterDecides
        ? given.count(INSTANCES)
        : given.count(INSTANCES).or(() -> Optional.of((demand.workers() + cores - 1) / cores));
  }

  private Map<String, String> settings(MemoryPlan executor, MemoryPlan driver) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(CORES, Integer.toString(cores));
    executors().ifPresent(count -> settings.put(INSTANCES, Integer.toString(count)));
    if (master.kind() == Master.Kind.STANDALONE && demand.workers() > 0) {
      settings.put(ALL_CORES, Integer.toString(demand.workers()));
    }
    settings.put(HEAP, mebibytes(executor.heapBytes()));
    if (!given.isSet(OVERHEAD_FACTOR)) {
      settings.put(OVERHEAD, mebibytes(executor.overheadBytes()));
    }
    settings.put(DRIVER_HEAP, mebibytes(driver.heapBytes()));
    settings.put(RESULTS, mebibytes(results()));
    if (driverIsInTheCluster()) {
      settings.put(DRIVER_OVERHEAD, mebibytes(driver.overheadBytes()));
    }
    settings.keySet().removeIf(given::isSet);
    settings.put(OPTIONS, limited(given.value(OPTIONS).orElse(""), executor));
    if (driverIsInTheCluster()) {
      // Last, so that they hold: conf/spark-defaults.conf has limits for a driver on a laptop.
      settings.put(DRIVER_OPTIONS, given.value(DRIVER_OPTIONS).orElse("") + limits(driver));
    }
    return settings;
  }

  /** Returns what the tasks of one job may bring the driver: what they will, and as much again. */
  private long results() {
    long most = Math.max(demand.stateBytes(), demand.collectedBytes());
    return Math.max(SMALLEST_RESULTS, 2 * most);
  }

  private boolean driverIsInTheCluster() {
    return given.value(DEPLOY_MODE).orElse("client").equals("cluster");
  }

  /** Java options with JavaCPP's limits, but for those that are there already. */
  private static String limited(String options, MemoryPlan plan) {
    return options.contains("-D" + JAVACPP + "max") ? options : (options + limits(plan)).strip();
  }

  private static String limits(MemoryPlan plan) {
    return Text.format(
        " -D%smaxbytes=%s -D%smaxphysicalbytes=%s",
        JAVACPP, mebibytes(plan.nativeBytes()), JAVACPP, mebibytes(plan.bytes()));
  }

  private static String mebibytes(long bytes) {
    return (bytes >> 20) + "m";
  }
}
