package org.rnnlm.train;

import java.io.Serializable;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;

/**
 * This says whether a process keeps the replicas of a run from round to round.
 *
 * @param run whose they are
 * @param bytes of one, native memory and heap
 * @param most bytes that all which a process keeps may have together
 */
record ReplicaKeeping(String run, long bytes, long most) implements Serializable {
  /** Every round makes its own. */
  static final ReplicaKeeping NONE = new ReplicaKeeping("", 0, 0);

  /** Returns what holds for the workers of a run. */
  static ReplicaKeeping of(RunFolder run, ModelSpec model, TrainingSpec training, ShardSet data) {
    MemoryEstimate one = MemoryEstimate.of(model, training, data);
    return new ReplicaKeeping(
        named(run), one.bytes() + one.heapBytes(), training.compute().keptNetworkBytes());
  }

  /** Returns what the replicas of a run are known by. */
  static String named(RunFolder run) {
    return run.folder().uri();
  }

  /** Returns whether any is kept. */
  boolean any() {
    return bytes < most;
  }
}
