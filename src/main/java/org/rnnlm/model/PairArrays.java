package org.rnnlm.model;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;

/**
 * A batch of pairs as an encoder and decoder's arrays: the tokens it reads, source, START and
 * target, [batch, 1, source + target steps]; a mask over them that is 1 where the encoder reads;
 * the tokens it is to write, target and END, [batch, 1, target steps]; and a mask over those where
 * targets differ in length. Sources must not: nothing may stand between a source and its target.
 */
public final class PairArrays {
  private PairArrays() {}

  /**
   * @param batch at least one pair
   * @throws IllegalArgumentException if sources differ in length, or an id is outside the
   *     vocabulary
   */
  public static DataSet of(List<TokenSequence> batch, int vocabularySize) {
    int source = PairSequences.source(batch.get(0));
    int target = batch.stream().mapToInt(PairSequences::targets).max().orElseThrow();
    int steps = Math.addExact(source, target);
    float[] inputs = new float[Math.multiplyExact(batch.size(), steps)]; // [batch, time]
    float[] targets = new float[batch.size() * target]; // [batch, time]
    float[] present = new float[batch.size() * target];
    boolean ragged = false;
    for (int b = 0; b < batch.size(); b++) {
      TokenSequence pair = batch.get(b);
      SequenceArrays.check(pair, vocabularySize);
      requireSource(pair, source);
      int[] tokens = pair.tokens();
      for (int t = 0; t + 1 < tokens.length; t++) {
        inputs[b * steps + t] = tokens[t];
      }
      for (int t = source; t + 1 < tokens.length; t++) {
        targets[b * target + t - source] = tokens[t + 1];
        present[b * target + t - source] = 1;
      }
      ragged |= PairSequences.targets(pair) < target;
    }
    return new DataSet(
        Nd4j.createFromArray(inputs).reshape(batch.size(), 1, steps),
        Nd4j.createFromArray(targets).reshape(batch.size(), 1, target),
        sourceMask(batch.size(), source, steps),
        ragged ? Nd4j.createFromArray(present).reshape(batch.size(), target) : null);
  }

  private static void requireSource(TokenSequence pair, int steps) {
    if (PairSequences.source(pair) != steps) {
      throw new IllegalArgumentException(
          Text.format(
              "sequence %d has a source of %d tokens, others of its batch of %d; pairs are batched by the length of their sources",
              pair.sequence(), PairSequences.source(pair), steps));
    }
  }

  /** 1 for the steps that the encoder reads, [batch, time]. */
  public static INDArray sourceMask(int batch, int source, int steps) {
    float[] mask = new float[batch * steps];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % steps < source ? 1 : 0;
    }
    return Nd4j.createFromArray(mask).reshape(batch, steps);
  }
}
