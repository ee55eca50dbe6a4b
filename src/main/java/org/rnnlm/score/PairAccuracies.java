package org.rnnlm.score;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How well a model tells the sentences of minimal pairs apart: the likelier is the one with fewer
 * nats, its END included.
 */
public final class PairAccuracies {
  private final Map<String, PairAccuracy> paradigms = new LinkedHashMap<>();
  private final Map<String, PairAccuracy> phenomena = new LinkedHashMap<>();
  private final Map<String, PairAccuracy> fields = new LinkedHashMap<>();
  private PairAccuracy all = PairAccuracy.NONE;
  private long unknown;

  /** Scores further pairs. */
  public void add(TextScorer scorer, List<MinimalPair> pairs) {
    List<String> sentences = new ArrayList<>();
    pairs.forEach(pair -> sentences.addAll(List.of(pair.good(), pair.bad())));
    List<ScoredText> scored = scorer.score(sentences);
    for (int i = 0; i < pairs.size(); i++) {
      count(pairs.get(i), scored.get(2 * i).totals(), scored.get(2 * i + 1).totals());
    }
  }

  private void count(MinimalPair pair, TextTotals good, TextTotals bad) {
    all = all.with(good.nats(), bad.nats());
    count(paradigms, pair.paradigm(), good, bad);
    count(phenomena, pair.phenomenon(), good, bad);
    count(fields, pair.field(), good, bad);
    unknown += good.unknown() + bad.unknown() > 0 ? 1 : 0;
  }

  private static void count(
      Map<String, PairAccuracy> groups, Optional<String> group, TextTotals good, TextTotals bad) {
    group.ifPresent(
        name ->
            groups.put(
                name, groups.getOrDefault(name, PairAccuracy.NONE).with(good.nats(), bad.nats())));
  }

  /** Returns that of all pairs. */
  public PairAccuracy all() {
    return all;
  }

  /** Returns those of the paradigms, in the order in which they first came. */
  public Map<String, PairAccuracy> paradigms() {
    return new LinkedHashMap<>(paradigms);
  }

  /** Returns those of the phenomena, in the order in which they first came. */
  public Map<String, PairAccuracy> phenomena() {
    return new LinkedHashMap<>(phenomena);
  }

  /** Returns those of the fields, in the order in which they first came. */
  public Map<String, PairAccuracy> fields() {
    return new LinkedHashMap<>(fields);
  }

  /** Returns how many pairs have a token that the vocabulary lacks, and so may be guesses. */
  public long unknown() {
    return unknown;
  }
}
