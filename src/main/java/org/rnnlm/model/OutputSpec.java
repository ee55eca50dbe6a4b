package org.rnnlm.model;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.rnnlm.kernel.SoftmaxClusters;
import org.rnnlm.text.Text;

/**
 * How the distribution over a vocabulary is computed.
 *
 * @param kind one softmax over all tokens, or one that is divided
 * @param cutoffs of an adaptive one: ids at which its clusters begin, rising; empty if they follow
 *     from the vocabulary's size
 */
public record OutputSpec(Kind kind, List<Integer> cutoffs) implements Serializable {
  /** One softmax over all tokens. */
  public static final OutputSpec FULL = new OutputSpec(Kind.FULL, List.of());

  /** An adaptive softmax whose clusters follow from the vocabulary's size. */
  public static final OutputSpec ADAPTIVE = new OutputSpec(Kind.ADAPTIVE, List.of());

  /** The head has a fifth of the tokens, but no more than these. */
  private static final int MOST_IN_HEAD = 4000;

  private static final int SHARE_IN_HEAD = 5;

  /** A cluster ends at so many times the id at which it begins. */
  private static final int GROWTH = 5;

  /** There are at most so many clusters behind the head. */
  private static final int MOST_CLUSTERS = 3;

  /** The ways there are. */
  public enum Kind {
    /** One softmax over all tokens. */
    FULL,
    /** Frequent tokens first, rare ones in clusters (Grave et al., arXiv 1609.04309). */
    ADAPTIVE
  }

  public OutputSpec {
    Objects.requireNonNull(kind, "kind");
    cutoffs = List.copyOf(cutoffs);
    if (kind == Kind.FULL && !cutoffs.isEmpty()) {
      throw new IllegalArgumentException(
          "a full softmax has no cutoffs; set model.output = adaptive, or model.output-cutoffs ="
              + " []");
    }
    for (int i = 0; i < cutoffs.size(); i++) {
      if (cutoffs.get(i) <= (i == 0 ? 0 : cutoffs.get(i - 1))) {
        throw new IllegalArgumentException(
            "the cutoffs of an adaptive softmax are " + cutoffs + "; they must rise, from 1 on");
      }
    }
  }

  /** Returns whether the vocabulary is divided into clusters. */
  public boolean adaptive() {
    return kind == Kind.ADAPTIVE;
  }

  /**
   * Returns the ids at which clusters of a vocabulary begin; none of a full softmax.
   *
   * @throws IllegalArgumentException if the vocabulary is too small for those that are asked for
   */
  public List<Integer> cutoffs(int vocabularySize) {
    if (!adaptive()) {
      return List.of();
    }
    if (cutoffs.isEmpty()) {
      int head = Math.max(1, Math.min(MOST_IN_HEAD, vocabularySize / SHARE_IN_HEAD));
      return IntStream.iterate(
              head, id -> id <= Math.max(head, vocabularySize / 2), id -> id * GROWTH)
          .limit(MOST_CLUSTERS)
          .boxed()
          .toList();
    }
    int last = cutoffs.get(cutoffs.size() - 1);
    if (last >= vocabularySize) {
      throw new IllegalArgumentException(
          Text.format(
              "the last cutoff of model.output-cutoffs is %d, and the vocabulary has %d tokens, so"
                  + " that nothing is behind it; set lower ones, or [] for those that suit it",
              last, vocabularySize));
    }
    return cutoffs;
  }

  /**
   * Returns how many parameters an output layer has.
   *
   * @param width of what it reads
   * @param outputs what it chooses among
   */
  public long parameters(int width, int outputs) {
    if (!adaptive()) {
      return outputs * (width + 1L);
    }
    SoftmaxClusters clusters = new SoftmaxClusters(width, outputs, cutoffs(outputs));
    return clusters.weights() + clusters.biases();
  }

  /** Returns how many logits of a row are always computed. */
  public int logits(int outputs) {
    return adaptive() ? cutoffs(outputs).get(0) + cutoffs(outputs).size() : outputs;
  }

  /** Returns a text for people that follows others; empty for a full softmax. */
  String summary() {
    if (!adaptive()) {
      return "";
    }
    return ", adaptive softmax" + (cutoffs.isEmpty() ? "" : " of cutoffs " + cutoffs);
  }
}
