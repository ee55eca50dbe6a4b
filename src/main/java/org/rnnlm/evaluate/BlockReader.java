package org.rnnlm.evaluate;

import java.util.List;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.TokenSequence;

/** Is given the batches of a block, in the order in which the network's state is carried along. */
interface BlockReader {
  /**
   * Has the network read a batch.
   *
   * @param from by sequence, the first step that counts; none counts of sequences after the last
   */
  void read(List<TokenSequence> batch, Padding padding, int... from);
}
