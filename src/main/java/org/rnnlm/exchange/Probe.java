package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.PairArrays;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * What a model says of some tokens, for comparison with what its export says of them.
 *
 * @param read the tokens that are read: a text, or a pair's source
 * @param target START and a pair's target; none of other models
 * @param logProbabilities natural logarithms of the distributions over the next token, of each step
 *     that predicts, or over the classes
 */
record Probe(int[] read, int[] target, double[][] logProbabilities) {
  private static final int TEXTS = 4;
  private static final int STEPS = 24;
  private static final int TARGET = 9;
  private static final long SEED = 20;

  /** Returns what a model says of a few texts of drawn tokens, from short to long. */
  static List<Probe> of(Source source) {
    Networks.use(source.network(), new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF));
    SplittableRandom random = new SplittableRandom(SEED);
    List<Probe> probes = new ArrayList<>();
    for (int i = 1; i <= TEXTS; i++) {
      probes.add(
          source.spec().ofPairs()
              ? ofPair(source, random, i)
              : ofText(source, random, Math.max(1, steps(source) * i / TEXTS)));
    }
    return probes;
  }

  private static int steps(Source source) {
    int length = source.spec().head().reads().length();
    return length == 0 ? STEPS : Math.min(STEPS, length);
  }

  private static Probe ofText(Source source, SplittableRandom random, int steps) {
    int size = source.vocabulary().size();
    int[] tokens = drawn(random, steps + 1, size);
    Head head = source.spec().head().kind();
    DataSet arrays =
        SequenceArrays.of(
            List.of(
                new TokenSequence(0, 0, tokens, head == Head.CLASS ? 0 : TokenSequence.NO_LABEL)),
            TokenInput.of(source.network()),
            size,
            Padding.NONE,
            head);
    return new Probe(Arrays.copyOf(tokens, steps), new int[0], output(source, arrays));
  }

  private static Probe ofPair(Source source, SplittableRandom random, int index) {
    int size = source.vocabulary().size();
    int[] read = drawn(random, 2 + 3 * index, size);
    int[] target = drawn(random, TARGET - index, size);
    DataSet arrays =
        PairArrays.of(List.of(new TokenSequence(0, 0, PairSequences.join(read, target))), size);
    int[] begun = new int[target.length + 1];
    begun[0] = Vocabulary.START;
    System.arraycopy(target, 0, begun, 1, target.length);
    return new Probe(read, begun, output(source, arrays));
  }

  /** Draws tokens that texts have: no specials, which would begin and end things. */
  private static int[] drawn(SplittableRandom random, int count, int size) {
    return random.ints(count, Math.min(Vocabulary.END + 1, size - 1), size).toArray();
  }

  private static double[][] output(Source source, DataSet arrays) {
    INDArray output =
        source.network().output(arrays.getFeatures(), false, arrays.getFeaturesMaskArray(), null);
    boolean summary = output.rank() == 2;
    int steps = summary ? 1 : (int) output.size(2);
    double[][] logs = new double[steps][(int) output.size(1)];
    for (int t = 0; t < steps; t++) {
      for (int id = 0; id < logs[t].length; id++) {
        logs[t][id] = Math.log(summary ? output.getDouble(0, id) : output.getDouble(0, id, t));
      }
    }
    return logs;
  }
}
