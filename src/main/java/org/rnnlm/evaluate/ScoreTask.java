package org.rnnlm.evaluate;

import java.io.Serializable;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.SplitContent;

/**
 * What scoring a split needs to know.
 *
 * @param configuration the network's, as DL4J's JSON
 * @param parameters in DL4J's flattened order. Not copied
 * @param kernels that it is computed with
 * @param vocabularySize number of token ids
 * @param data location of the shard set
 * @param sequences which sequences it holds
 * @param content the split
 * @param lanes sequences read side by side
 * @param hadoop how to reach the data
 */
record ScoreTask(
    String configuration,
    float[] parameters,
    KernelSpec kernels,
    int vocabularySize,
    String data,
    SequenceSpec sequences,
    SplitContent content,
    int lanes,
    SerializableConfiguration hadoop)
    implements Serializable {

  /** Sequences of a lane of a stream, and batches of any block. */
  static final int LANE = 32;

  /** Sequences that are scored together; the last block of a split may have fewer. */
  long block() {
    return (long) lanes * LANE;
  }
}
