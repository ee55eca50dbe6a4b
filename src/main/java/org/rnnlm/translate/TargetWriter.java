package org.rnnlm.translate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.search.BeamSearch;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.EndRule;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Writes targets with an encoder and decoder. Padding, START and the unknown token are never
 * written. Changes the network's carried state, nothing else.
 */
public final class TargetWriter {
  /** Sources that are read side by side. */
  private static final int BATCH = 32;

  private final TargetDecoder decoder;

  public TargetWriter(MultiLayerNetwork network) {
    this.decoder = new TargetDecoder(network);
  }

  /**
   * Returns the best target found of each source, in the order of the sources.
   *
   * @param sources token ids, each at least one
   */
  public List<Hypothesis> write(List<int[]> sources, BeamSpec spec) {
    if (spec.width() > 1) {
      return sources.stream().map(source -> search(source, spec).get(0)).toList();
    }
    List<Hypothesis> targets =
        new ArrayList<>(Collections.nCopies(sources.size(), Hypothesis.EMPTY));
    for (List<Integer> batch : batches(sources)) {
      List<Hypothesis> written = greedy(batch.stream().map(sources::get).toList(), spec.longest());
      for (int i = 0; i < written.size(); i++) {
        targets.set(batch.get(i), written.get(i));
      }
    }
    return targets;
  }

  /** Returns the targets that a beam search ends with, the best first. */
  public List<Hypothesis> search(int[] source, BeamSpec spec) {
    double[] first = decoder.read(List.of(source))[0];
    return new BeamSearch(decoder, spec, EndRule.REQUIRED).search(first);
  }

  /** Places of sources of one length, not too many at a time. */
  private static List<List<Integer>> batches(List<int[]> sources) {
    List<Integer> sorted =
        IntStream.range(0, sources.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> sources.get(i).length))
            .toList();
    List<List<Integer>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= sorted.size(); i++) {
      boolean ends =
          i == sorted.size()
              || i - from == BATCH
              || sources.get(sorted.get(i)).length != sources.get(sorted.get(from)).length;
      if (ends) {
        batches.add(sorted.subList(from, i));
        from = i;
      }
    }
    return batches;
  }

  /** Returns the likeliest token of each target in each step. */
  private List<Hypothesis> greedy(List<int[]> sources, int longest) {
    Hypothesis[] targets = new Hypothesis[sources.size()];
    Arrays.fill(targets, Hypothesis.EMPTY);
    int[] tokens = new int[targets.length];
    double[][] logs = decoder.read(sources);
    while (extend(targets, tokens, logs, longest)) {
      logs = decoder.step(tokens);
    }
    decoder.clear();
    return List.of(targets);
  }

  /** Returns whether a target is still to go on. Those that have ended read END from then on. */
  private static boolean extend(Hypothesis[] targets, int[] tokens, double[][] logs, int longest) {
    boolean more = false;
    for (int i = 0; i < targets.length; i++) {
      if (targets[i].ended()) {
        continue;
      }
      boolean full = targets[i].tokens().length == longest;
      int token = full ? Vocabulary.END : likeliest(logs[i]);
      tokens[i] = token;
      targets[i] =
          token == Vocabulary.END
              ? targets[i].end(logs[i][token])
              : targets[i].with(token, logs[i][token]);
      more |= !targets[i].ended();
    }
    return more;
  }

  private static int likeliest(double[] logs) {
    int best = Vocabulary.END;
    for (int token = Vocabulary.END + 1; token < logs.length; token++) {
      best = logs[token] > logs[best] ? token : best;
    }
    return best;
  }
}
