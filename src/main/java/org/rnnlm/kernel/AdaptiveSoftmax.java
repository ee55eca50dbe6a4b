package org.rnnlm.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A softmax whose vocabulary is divided into {@link SoftmaxClusters}. The log-probability of a
 * token in a cluster is that of the cluster in the head, and its own within the cluster; so losses
 * and gradients are exact, and need of each cluster the rows alone whose targets are there.
 */
final class AdaptiveSoftmax implements SoftmaxKernel {
  private final SoftmaxClusters clusters;
  private final SoftmaxShape shape;
  private final Function<SoftmaxShape, SoftmaxKernel> softmaxes;
  private final Map<Integer, SoftmaxKernel> heads = new HashMap<>(); // by rows
  private final Resources resources = new Resources();
  private final List<SoftmaxTail> tails = new ArrayList<>();
  private Optional<Block> block = Optional.empty(); // made once distributions are asked for

  /** This is given the distribution of each row in turn, which the next one overwrites. */
  private interface Distribution {
    void of(int row, float[] probabilities);
  }

  /**
   * Memory for the distributions of a block of rows.
   *
   * @param ofHead [rows, headOutputs]
   * @param ofTails [rows, size] of each cluster
   * @param head a row of the head's
   * @param probabilities of a row
   */
  private record Block(
      FloatPointer ofHead, List<FloatPointer> ofTails, float[] head, float[] probabilities) {}

  /** Rows whose targets are in one cluster, and those targets within it. */
  private record Members(int[] rows, int[] targets) {}

  /**
   * @param softmaxes makes the head's kernels
   * @param training the precision in which oneDNN trains the clusters; empty without it
   */
  AdaptiveSoftmax(
      SoftmaxClusters clusters,
      int rows,
      PlainProduct product,
      Function<SoftmaxShape, SoftmaxKernel> softmaxes,
      Optional<Precision> training) {
    this.clusters = clusters;
    this.shape = new SoftmaxShape(clusters.hiddenSize(), clusters.vocabularySize(), rows);
    this.softmaxes = softmaxes;
    Optional<DnnlContext> context = training.map(precision -> new DnnlContext());
    context.ifPresent(owned -> resources.own(owned, owned::close));
    SoftmaxTail.Training trainings =
        (width, size, powers) ->
            training.map(
                precision -> new OneDnnTail(context.orElseThrow(), precision, width, size, powers));
    SoftmaxTail.Rows memory = SoftmaxTail.Rows.of(clusters, rows, resources);
    for (int i = 0; i < clusters.clusters(); i++) {
      tails.add(new SoftmaxTail(clusters, i, product, memory, trainings));
    }
  }

  @Override
  public SoftmaxShape shape() {
    return shape;
  }

  private SoftmaxKernel head(int rows) {
    return heads.computeIfAbsent(rows, count -> softmaxes.apply(clusters.head(count)));
  }

  @Override
  public double train(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] targets,
      TargetWeights weights,
      FloatPointer hiddenGradient,
      SoftmaxParameters gradients) {
    check(parameters, hidden);
    shape.check(targets);
    clusters.check("gradients", gradients);
    if (!weights.areEqual()) {
      throw new IllegalArgumentException("an adaptive softmax is over tokens, which count alike");
    }
    double loss =
        head(shape.rows())
            .train(parameters, hidden, headTargets(targets), hiddenGradient, gradients);
    for (int i = 0; i < tails.size(); i++) {
      Members members = members(i, targets);
      loss +=
          tails
              .get(i)
              .train(
                  parameters, hidden, members.rows(), members.targets(), hiddenGradient, gradients);
    }
    return loss;
  }

  private int[] headTargets(int... targets) {
    return Arrays.stream(targets)
        .map(target -> target == MASKED ? MASKED : clusters.headOutput(target))
        .toArray();
  }

  private Members members(int cluster, int... targets) {
    int first = clusters.first(cluster);
    int end = first + clusters.size(cluster);
    int[] rows =
        IntStream.range(0, shape.rows())
            .filter(row -> targets[row] >= first && targets[row] < end)
            .toArray();
    return new Members(rows, Arrays.stream(rows).map(row -> targets[row] - first).toArray());
  }

  @Override
  public double[] losses(SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    check(parameters, hidden);
    shape.check(targets);
    double[] losses = head(shape.rows()).losses(parameters, hidden, headTargets(targets));
    addWithin(parameters, hidden, targets, losses);
    return losses;
  }

  /** Adds the losses within clusters, of the rows whose targets are there. */
  private void addWithin(
      SoftmaxParameters parameters, FloatPointer hidden, int[] targets, double[] losses) {
    for (int i = 0; i < tails.size(); i++) {
      Members members = members(i, targets);
      double[] within = tails.get(i).losses(parameters, hidden, members.rows(), members.targets());
      for (int j = 0; j < within.length; j++) {
        losses[members.rows()[j]] += within[j];
      }
    }
  }

  @Override
  public TokenInformation information(
      SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    check(parameters, hidden);
    shape.check(targets);
    int[] ofHead = headTargets(targets);
    TokenInformation head = head(shape.rows()).information(parameters, hidden, ofHead);
    double[] entropies = head.entropies().clone();
    int[] rows = IntStream.range(0, shape.rows()).filter(row -> targets[row] != MASKED).toArray();
    double[][] shares = clusterShares(parameters, hidden, rows, ofHead, head.nats());
    for (int i = 0; i < tails.size(); i++) {
      double[] within = tails.get(i).entropies(parameters, hidden, rows);
      for (int j = 0; j < rows.length; j++) {
        entropies[rows[j]] += shares[j][i] * within[j];
      }
    }
    double[] losses = head.nats().clone();
    addWithin(parameters, hidden, targets, losses);
    return new TokenInformation(losses, entropies);
  }

  /**
   * Returns the probabilities that the head gives clusters, of some rows: from how far their logits
   * are from that of a target, whose loss is known.
   *
   * @param losses of the head's targets
   * @return [rows, clusters]
   */
  private double[][] clusterShares(
      SoftmaxParameters parameters,
      FloatPointer hidden,
      int[] rows,
      int[] ofHead,
      double... losses) {
    double[][] shares = new double[rows.length][tails.size()];
    float[] read = new float[clusters.hiddenSize()];
    for (int j = 0; j < rows.length; j++) {
      int row = rows[j];
      hidden.getPointer((long) row * read.length).get(read, 0, read.length);
      double target = logit(parameters, read, ofHead[row]) + losses[row];
      for (int i = 0; i < shares[j].length; i++) {
        shares[j][i] = Math.exp(logit(parameters, read, clusters.first(0) + i) - target);
      }
    }
    return shares;
  }

  /** Returns a logit of the head. */
  private static double logit(SoftmaxParameters parameters, float[] read, int output) {
    float[] weights = new float[read.length];
    parameters.weights().getPointer((long) output * read.length).get(weights, 0, read.length);
    double logit = parameters.bias().get(output);
    for (int i = 0; i < read.length; i++) {
      logit += (double) read[i] * weights[i];
    }
    return logit;
  }

  @Override
  public TokenRanks ranks(SoftmaxParameters parameters, FloatPointer hidden, int[] targets) {
    shape.check(targets);
    TokenRanks ranks = TokenRanks.masked(shape.rows());
    distributions(
        parameters,
        hidden,
        (row, probabilities) -> {
          if (targets[row] != MASKED) {
            ranks.set(row, probabilities, targets[row]);
          }
        });
    return ranks;
  }

  @Override
  public void probabilities(
      SoftmaxParameters parameters, FloatPointer hidden, FloatPointer probabilities) {
    Sizes.holds("the probabilities", probabilities, (long) shape.rows() * shape.vocabularySize());
    distributions(
        parameters,
        hidden,
        (row, of) ->
            probabilities.getPointer((long) row * shape.vocabularySize()).put(of, 0, of.length));
  }

  /** Computes the distributions of all rows, in blocks as {@link SoftmaxShape} divides them. */
  private void distributions(
      SoftmaxParameters parameters, FloatPointer hidden, Distribution receiver) {
    check(parameters, hidden);
    int most = shape.blockRows();
    Block memory = block();
    for (int from = 0; from < shape.rows(); from += most) {
      int count = Math.min(most, shape.rows() - from);
      FloatPointer some = hidden.getPointer((long) from * clusters.hiddenSize());
      head(count).probabilities(parameters, some, memory.ofHead());
      for (int i = 0; i < tails.size(); i++) {
        tails.get(i).probabilities(parameters, some, count, memory.ofTails().get(i));
      }
      for (int row = 0; row < count; row++) {
        put(row, memory);
        receiver.of(from + row, memory.probabilities());
      }
    }
  }

  /** Returns the memory of a block, which stays: of one token at a time, it is asked for again. */
  private Block block() {
    if (block.isEmpty()) {
      long most = shape.blockRows();
      block =
          Optional.of(
              new Block(
                  Steps.allocate(resources, most * clusters.headOutputs()),
                  IntStream.range(0, tails.size())
                      .mapToObj(i -> Steps.allocate(resources, most * clusters.size(i)))
                      .toList(),
                  new float[clusters.headOutputs()],
                  new float[shape.vocabularySize()]));
    }
    return block.get();
  }

  /** Puts a row of a block together. */
  private void put(int row, Block memory) {
    float[] head = memory.head();
    float[] probabilities = memory.probabilities();
    memory.ofHead().getPointer((long) row * head.length).get(head, 0, head.length);
    int own = clusters.first(0);
    System.arraycopy(head, 0, probabilities, 0, own);
    for (int i = 0; i < tails.size(); i++) {
      int first = clusters.first(i);
      int size = clusters.size(i);
      memory.ofTails().get(i).getPointer((long) row * size).get(probabilities, first, size);
      for (int id = first; id < first + size; id++) {
        probabilities[id] *= head[own + i];
      }
    }
  }

  private void check(SoftmaxParameters parameters, FloatPointer hidden) {
    resources.checkOpen();
    clusters.check("weights", parameters);
    Sizes.holds("the hidden state", hidden, (long) shape.rows() * shape.hiddenSize());
  }

  @Override
  public void close() {
    heads.values().forEach(SoftmaxKernel::close);
    heads.clear();
    resources.close();
  }
}
