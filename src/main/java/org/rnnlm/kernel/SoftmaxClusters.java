package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.List;
import org.rnnlm.text.Text;

/**
 * How an adaptive softmax (Grave et al., arXiv 1609.04309) divides a vocabulary whose frequent
 * tokens have low ids: the first ids, and a cluster of each later range, make one softmax, the
 * head; within a cluster there is a second one, over projections of what the head reads, a quarter
 * as wide in each cluster as in the one before.
 *
 * <p>All its weights lie in one piece of memory: the head's, then a cluster's projection and its
 * tokens' vectors, cluster after cluster, each matrix column by column. So do the biases: of the
 * head, which ends with those of the clusters, then of each cluster's tokens.
 *
 * @param hiddenSize width of what is read
 * @param vocabularySize number of tokens
 * @param cutoffs ids at which clusters begin, rising; the head has the tokens before the first
 */
public record SoftmaxClusters(int hiddenSize, int vocabularySize, List<Integer> cutoffs)
    implements Serializable {
  /** A cluster's projection is so many times as narrow as that of the cluster before it. */
  private static final int FACTOR = 4;

  public SoftmaxClusters {
    Sizes.atLeastOne("hidden size", hiddenSize);
    cutoffs = List.copyOf(cutoffs);
    if (cutoffs.isEmpty()) {
      throw new IllegalArgumentException("an adaptive softmax has one cluster at least");
    }
    int before = 0;
    for (int cutoff : cutoffs) {
      if (cutoff <= before || cutoff >= vocabularySize) {
        throw new IllegalArgumentException(
            Text.format(
                "the cutoffs of an adaptive softmax are %s; they must rise, from 1 to below the"
                    + " number of tokens, %d",
                cutoffs, vocabularySize));
      }
      before = cutoff;
    }
  }

  /** Returns the number of clusters behind the head. */
  public int clusters() {
    return cutoffs.size();
  }

  /** Returns what the head chooses among: its tokens, and the clusters behind them. */
  public int headOutputs() {
    return cutoffs.get(0) + clusters();
  }

  /** Returns the id of a cluster's first token. */
  public int first(int cluster) {
    return cutoffs.get(cluster);
  }

  /** Returns the number of a cluster's tokens. */
  public int size(int cluster) {
    int end = cluster == clusters() - 1 ? vocabularySize : cutoffs.get(cluster + 1);
    return end - first(cluster);
  }

  /** Returns the width of a cluster's projection, and of its tokens' vectors. */
  public int width(int cluster) {
    return width(hiddenSize, cluster);
  }

  /** Returns the width of a cluster's projection of so many values. */
  public static int width(int hiddenSize, int cluster) {
    int width = hiddenSize;
    for (int i = 0; i <= cluster; i++) {
      width /= FACTOR;
    }
    return Math.max(1, width);
  }

  /** Returns the cluster that a token is in; -1 for a token of the head. */
  public int cluster(int id) {
    int cluster = clusters() - 1;
    while (cluster >= 0 && id < first(cluster)) {
      cluster--;
    }
    return cluster;
  }

  /** Returns the output of the head that stands for a token: its own, or its cluster's. */
  int headOutput(int id) {
    int cluster = cluster(id);
    return cluster < 0 ? id : cutoffs.get(0) + cluster;
  }

  /** Returns where the projection of a cluster, [hiddenSize, width], begins among the weights. */
  public long projection(int cluster) {
    long at = (long) hiddenSize * headOutputs();
    for (int i = 0; i < cluster; i++) {
      at += (long) width(i) * (hiddenSize + size(i));
    }
    return at;
  }

  /** Returns where the vectors of a cluster's tokens, [width, size], begin among the weights. */
  public long vectors(int cluster) {
    return projection(cluster) + (long) hiddenSize * width(cluster);
  }

  /** Returns where the biases of a cluster's tokens begin among the biases. */
  public int biases(int cluster) {
    return first(cluster) + clusters();
  }

  /** Returns the number of all weights. */
  public long weights() {
    return projection(clusters());
  }

  /** Returns the number of all biases. */
  public int biases() {
    return vocabularySize + clusters();
  }

  /** Returns the shape of the head, for so many rows. */
  public SoftmaxShape head(int rows) {
    return new SoftmaxShape(hiddenSize, headOutputs(), rows);
  }

  void check(String what, SoftmaxParameters parameters) {
    Sizes.holds("the output " + what, parameters.weights(), weights());
    Sizes.holds("the output bias " + what, parameters.bias(), biases());
  }

  /** Returns the parameters of the softmax within a cluster. */
  SoftmaxParameters within(int cluster, SoftmaxParameters all) {
    return new SoftmaxParameters(
        all.weights().getPointer(vectors(cluster)), all.bias().getPointer(biases(cluster)));
  }
}
