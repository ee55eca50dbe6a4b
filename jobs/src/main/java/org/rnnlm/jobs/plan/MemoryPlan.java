package org.rnnlm.jobs.plan;

/**
 * How the memory of one process, an executor or the driver, is divided. An executor that outgrows
 * heap and overhead is killed by YARN and Kubernetes without a word, so that JavaCPP is told to
 * fail first.
 *
 * @param heapBytes the Java heap
 * @param nativeBytes for the arrays of ND4J and of our kernels, outside the heap
 * @param javaBytes for all else outside the heap: classes, compiled code, threads, network buffers,
 *     libraries
 */
public record MemoryPlan(long heapBytes, long nativeBytes, long javaBytes) {
  private static final long MEBIBYTE = 1 << 20;

  /** Spark refuses executors of less than 450 MiB, and keeps 300 MiB to itself. */
  private static final long SMALLEST_HEAP = 512 * MEBIBYTE;

  /** Classes, schedulers and the like, beside what grows with the model. */
  private static final long EXECUTOR_HEAP = 320 * MEBIBYTE;

  private static final long DRIVER_HEAP = 512 * MEBIBYTE;
  private static final long SMALLEST_DRIVER_HEAP = 1024 * MEBIBYTE;
  private static final long JAVA = 320 * MEBIBYTE;
  private static final long JAVA_EACH_WORKER = 32 * MEBIBYTE;

  /** ND4J's constants, and what arrays waiting for the garbage collector hold. */
  private static final long NATIVE = 64 * MEBIBYTE;

  /** What executors have for commands without a model, as prepare. */
  private static final long HEAP_WITHOUT_MODEL = 1024 * MEBIBYTE;

  /** There the driver holds all different tokens of a corpus, counted. */
  private static final long DRIVER_HEAP_WITHOUT_MODEL = 4096 * MEBIBYTE;

  /** The broadcast of a round, as bytes and as an object. */
  private static final int STATES = 2;

  /** A worker's values as it starts or ends, and the copies made of them on the way. */
  private static final int STATES_EACH_WORKER = 2;

  /** A round's start, its broadcast, the averaged chunks as bytes and as objects, their sum. */
  private static final int STATES_OF_DRIVER = 8;

  /** Workers' results that Spark's driver takes in at a time, each as bytes twice. */
  private static final int RESULTS_TAKEN_IN = 2 * 4;

  /** The part of a state that buffers of the network hold while it comes or goes. */
  private static final int STATE_IN_BUFFERS = 2;

  /** The driver's network with its gradients, and copies on their way in and out. */
  private static final int NATIVE_STATES_OF_DRIVER = 4;

  /**
   * Returns an executor in which so many cores work. Beside what a worker trains with, its state is
   * copied once more outside the heap as it comes and goes. What workers leave for their next round
   * stays while others score.
   */
  public static MemoryPlan ofExecutor(Demand demand, int cores) {
    if (demand.equals(Demand.NONE)) {
      return new MemoryPlan(HEAP_WITHOUT_MODEL, NATIVE, JAVA + cores * JAVA_EACH_WORKER);
    }
    int workers = demand.workers() == 0 ? cores : Math.min(cores, demand.workers());
    long heap =
        EXECUTOR_HEAP
            + Math.min(demand.trainings(), workers) * STATES * demand.stateBytes()
            + workers * (STATES_EACH_WORKER * demand.stateBytes() + demand.heapBytes())
            + kept(demand, workers, demand.heapBytes());
    long arrays = NATIVE + workers * (demand.workerBytes() + demand.stateBytes());
    return new MemoryPlan(
        roundUp(Math.max(SMALLEST_HEAP, heap)),
        roundUp(arrays + kept(demand, workers, demand.workerBytes())),
        roundUp(JAVA + demand.stateBytes() / STATE_IN_BUFFERS + workers * JAVA_EACH_WORKER));
  }

  /** Returns what all workers of a process keep of what each has; none keeps too much for one. */
  private static long kept(Demand demand, int workers, long each) {
    return demand.workerBytes() < demand.keptBytes()
        ? Math.min(demand.keptBytes(), workers * each)
        : 0;
  }

  public static MemoryPlan ofDriver(Demand demand) {
    if (demand.equals(Demand.NONE)) {
      return new MemoryPlan(DRIVER_HEAP_WITHOUT_MODEL, NATIVE, JAVA);
    }
    long heap =
        DRIVER_HEAP
            + demand.trainings() * (STATES_OF_DRIVER * demand.stateBytes() + collected(demand));
    long arrays =
        NATIVE
            + demand.trainings()
                * (demand.workerBytes() + NATIVE_STATES_OF_DRIVER * demand.stateBytes());
    return new MemoryPlan(
        roundUp(Math.max(SMALLEST_DRIVER_HEAP, heap)), roundUp(arrays), roundUp(JAVA));
  }

  /**
   * Returns what a driver that takes the mean has of all workers, and of those that it takes in.
   */
  private static long collected(Demand demand) {
    long takenIn = RESULTS_TAKEN_IN * demand.round().sent();
    return demand.collectedBytes() + Math.min(demand.collectedBytes(), takenIn);
  }

  /** Up to whole mebibytes, the unit of Spark's settings, and to eights of them for readability. */
  private static long roundUp(long bytes) {
    long unit = 8 * MEBIBYTE;
    return (bytes + unit - 1) / unit * unit;
  }

  /** Returns what the process takes beside its heap. */
  public long overheadBytes() {
    return nativeBytes + javaBytes;
  }

  /** Returns all that the process takes at most: the size of its container. */
  public long bytes() {
    return heapBytes + overheadBytes();
  }

  /** Returns the plan as it becomes where the user says how large the heap is. */
  MemoryPlan withHeap(long given) {
    return new MemoryPlan(given, nativeBytes, javaBytes);
  }

  /** Returns the plan as it becomes where the user says how much there is beside the heap. */
  MemoryPlan withOverhead(long given) {
    long java = Math.min(javaBytes, given / 2);
    return new MemoryPlan(heapBytes, given - java, java);
  }
}
