package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An adaptive softmax in f32 against {@link ReferenceAdaptive}, of 23 tokens: 5 in the head, 7 and
 * 11 in clusters that read 4 and 1 of 17 values.
 */
class AdaptiveSoftmaxTest {
  private static final double TOLERANCE = 1e-5;
  private static final int ROWS = 13;
  private static final SoftmaxClusters CLUSTERS = new SoftmaxClusters(17, 23, List.of(5, 12));

  /** The libraries that multiply. */
  enum Library {
    ONEDNN,
    OPENBLAS;

    Kernels kernels() {
      if (this == ONEDNN) {
        Implementation.assumeOneDnn();
      }
      return new Kernels(this == ONEDNN, Precision.F32, "a test");
    }

    SoftmaxKernel softmax(int rows) {
      return kernels().softmax(CLUSTERS, rows);
    }
  }

  private static SoftmaxTask task(long seed) {
    return task(seed, new Random(seed).ints(ROWS, 0, 23).toArray());
  }

  private static SoftmaxTask task(long seed, int... targets) {
    Random random = new Random(seed);
    int rows = targets.length;
    return new SoftmaxTask(
        new SoftmaxShape(17, 23, rows),
        normal(random, rows * 17),
        normal(random, (int) CLUSTERS.weights()),
        normal(random, CLUSTERS.biases()),
        targets);
  }

  private static double[] normal(Random random, int size) {
    return IntStream.range(0, size).mapToDouble(i -> (float) (random.nextGaussian() / 2)).toArray();
  }

  private static void assertMatches(SoftmaxKernel kernel, SoftmaxTask task) {
    ReferenceAdaptive expected = ReferenceAdaptive.compute(CLUSTERS, task);
    SoftmaxRun actual = SoftmaxRun.train(kernel, task);
    double loss = Arrays.stream(expected.losses()).sum();
    assertThat(actual.loss()).isCloseTo(loss, within(TOLERANCE * Math.max(1, loss)));
    assertClose("hidden gradient", actual.hiddenGradient(), expected.hiddenGradient());
    assertClose("weight gradient", actual.weightGradient(), expected.weightGradient());
    assertClose("bias gradient", actual.biasGradient(), expected.biasGradient());
    assertClose("losses", SoftmaxRun.losses(kernel, task), expected.losses());
  }

  private static void assertClose(String what, double[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    assertThat(Deviation.relative(actual, expected)).as(what).isLessThan(TOLERANCE);
  }

  @Test
  void memoryIsDividedAmongTheHeadAndTheClusters() {
    assertThat(CLUSTERS.headOutputs()).isEqualTo(7);
    assertThat(IntStream.range(0, 2).map(CLUSTERS::width).toArray()).containsExactly(4, 1);
    assertThat(IntStream.range(0, 2).map(CLUSTERS::size).toArray()).containsExactly(7, 11);
    assertThat(CLUSTERS.projection(0)).isEqualTo(17 * 7);
    assertThat(CLUSTERS.vectors(0)).isEqualTo(17 * 7 + 17 * 4);
    assertThat(CLUSTERS.weights()).isEqualTo(17 * 7 + 4 * (17 + 7) + 17 + 11);
    assertThat(CLUSTERS.biases()).isEqualTo(7 + 7 + 11);
    assertThat(IntStream.of(0, 4, 5, 11, 12, 22).map(CLUSTERS::cluster).toArray())
        .containsExactly(-1, -1, 0, 0, 1, 1);
    assertThat(new SoftmaxClusters(3, 9, List.of(2, 4)).width(1)).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void lossAndGradientsAreTheReferences(Library library) {
    try (SoftmaxKernel kernel = library.softmax(ROWS)) {
      for (int seed = 1; seed < 6; seed++) { // of which each has other rows in the clusters
        assertMatches(kernel, task(seed));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void clustersThatNoRowIsInHaveNoGradientsButInTheHead(Library library) {
    SoftmaxTask task = task(7, 1, 4, 12, 22, SoftmaxKernel.MASKED);
    try (SoftmaxKernel kernel = library.softmax(5)) {
      assertMatches(kernel, task);
      SoftmaxRun run = SoftmaxRun.train(kernel, task);
      int from = (int) CLUSTERS.projection(0);
      int to = (int) CLUSTERS.projection(1);
      assertThat(Arrays.copyOfRange(run.weightGradient(), from, to)).containsOnly(0);
      assertThat(Arrays.copyOfRange(run.biasGradient(), 7, 14)).containsOnly(0);
      assertThat(Arrays.copyOfRange(run.hiddenGradient(), 4 * 17, 5 * 17)).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void nothingIsLearntFromMaskedRowsAlone(Library library) {
    SoftmaxTask task = task(8).allMasked();
    try (SoftmaxKernel kernel = library.softmax(ROWS)) {
      SoftmaxRun run = SoftmaxRun.train(kernel, task);
      assertThat(run.loss()).isZero();
      assertThat(run.hiddenGradient()).containsOnly(0);
      assertThat(run.weightGradient()).containsOnly(0);
      assertThat(run.biasGradient()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource
  void probabilitiesAreTheReferencesAndSumToOne(Library library) {
    SoftmaxTask task = task(9);
    try (SoftmaxKernel kernel = library.softmax(ROWS)) {
      double[] all = SoftmaxRun.probabilities(kernel, task);
      for (int row = 0; row < ROWS; row++) {
        double[] of = Arrays.copyOfRange(all, row * 23, (row + 1) * 23);
        assertThat(Arrays.stream(of).sum()).isCloseTo(1, within(1e-6));
        assertClose("row " + row, of, ReferenceAdaptive.probabilities(CLUSTERS, task, row));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void ranksAndEntropiesAreThoseOfTheProbabilities(Library library) {
    SoftmaxTask task = task(10).masked(3);
    try (SoftmaxKernel kernel = library.softmax(ROWS)) {
      double[] all = SoftmaxRun.probabilities(kernel, task);
      TokenRanks ranks = SoftmaxRun.ranks(kernel, task);
      TokenInformation information = SoftmaxRun.information(kernel, task);
      assertThat(information.nats()).isEqualTo(SoftmaxRun.losses(kernel, task));
      assertThat(information.entropies()[3]).isZero();
      assertThat(ranks.likeliest()[3]).isEqualTo(SoftmaxKernel.MASKED);
      for (int row = 4; row < ROWS; row++) {
        double[] of = Arrays.copyOfRange(all, row * 23, (row + 1) * 23);
        double target = of[task.targets()[row]];
        assertThat(ranks.ranks()[row])
            .isEqualTo(1 + (int) Arrays.stream(of).filter(p -> p > target).count());
        assertThat(of[ranks.likeliest()[row]]).isEqualTo(Arrays.stream(of).max().orElseThrow());
        assertThat(information.entropies()[row])
            .isCloseTo(Arrays.stream(of).map(p -> -p * Math.log(p)).sum(), within(1e-5));
      }
    }
  }

  /** Blocks of columns whose largest logits rise and fall, so that all before are brought along. */
  @ParameterizedTest
  @EnumSource
  void entropiesOfManyColumnsAreThoseOfTheProbabilities(Library library) {
    SoftmaxClusters large = new SoftmaxClusters(4, 300_002, List.of(2, 100_000));
    Random random = new Random(16);
    SoftmaxTask task =
        new SoftmaxTask(
            new SoftmaxShape(4, 300_002, 3),
            normal(random, 3 * 4),
            normal(random, (int) large.weights()),
            normal(random, large.biases()),
            new int[] {1, 150_000, 50_000});
    for (int i = 0; i < 40; i++) {
      task.bias()[large.biases(1) + 4_000 * i] = 5 + 7 * Math.sin(i);
    }
    try (SoftmaxKernel kernel = library.kernels().softmax(large, 3)) {
      double[] entropies = SoftmaxRun.information(kernel, task).entropies();
      for (int row = 0; row < 3; row++) {
        double[] of = ReferenceAdaptive.probabilities(large, task, row);
        double expected = Arrays.stream(of).map(p -> p == 0 ? 0 : -p * Math.log(p)).sum();
        assertThat(entropies[row]).isCloseTo(expected, within(1e-4));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theLossIsRightWhereTheTargetsProbabilityIsTooSmallForASingle(Library library) {
    SoftmaxTask task = task(11, 13, 6, 2);
    task.bias()[CLUSTERS.biases(1) + 1] = -150;
    task.bias()[CLUSTERS.headOutput(6)] = -150;
    try (SoftmaxKernel kernel = library.softmax(3)) {
      assertThat(ReferenceAdaptive.compute(CLUSTERS, task).losses()[0]).isGreaterThan(140);
      assertMatches(kernel, task);
    }
  }

  @ParameterizedTest
  @EnumSource
  void clustersAreDividedIntoBlocksWithoutATrace(Library library) {
    SoftmaxClusters large = new SoftmaxClusters(4, 3_000_002, List.of(2, 1_000_000));
    int rows = 11;
    Random random = new Random(12);
    SoftmaxTask task =
        new SoftmaxTask(
            new SoftmaxShape(4, 3_000_002, rows),
            normal(random, rows * 4),
            normal(random, (int) large.weights()),
            normal(random, large.biases()),
            random.ints(rows, 0, 3_000_002).toArray());
    try (SoftmaxKernel kernel = library.kernels().softmax(large, rows)) {
      double[] losses = SoftmaxRun.losses(kernel, task);
      assertThat(SoftmaxRun.train(kernel, task).loss())
          .isCloseTo(Arrays.stream(losses).sum(), within(1e-3));
      for (int row : new int[] {0, rows - 1}) {
        double[] of = ReferenceAdaptive.probabilities(large, task, row);
        assertThat(losses[row]).isCloseTo(-Math.log(of[task.targets()[row]]), within(1e-3));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeIsRefused(Library library) {
    SoftmaxTask task = task(13);
    task.targets()[6] = 23;
    try (SoftmaxKernel kernel = library.softmax(ROWS)) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxRun.train(kernel, task))
          .withMessage("target 23 of row 6 is outside the vocabulary of 23");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SoftmaxRun.losses(kernel, task))
          .withMessage("target 23 of row 6 is outside the vocabulary of 23");
    }
    for (List<Integer> cutoffs : List.of(List.of(0), List.of(5, 5), List.of(23))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new SoftmaxClusters(17, 23, cutoffs))
          .withMessageContaining("they must rise, from 1 to below the number of tokens, 23");
    }
  }

  /** Whose losses are a weighted sum of what is read, and so their gradients the weights. */
  @ParameterizedTest
  @EnumSource
  void vectorsAreReadAndLearnt(Library library) {
    int[] ids = {4, 22, 5, 22, 12, 0, 11, 4, 5};
    SoftmaxTask task = task(14);
    double[] weights = normal(new Random(15), ids.length * 17);
    try (Floats floats = new Floats()) {
      SoftmaxParameters parameters =
          new SoftmaxParameters(floats.of(task.weights()), floats.of(task.bias()));
      SoftmaxParameters gradients =
          new SoftmaxParameters(floats.of(task.weights()), floats.of(task.bias()));
      FloatPointer vectors = floats.empty(ids.length * 17L);
      ClusterVectors kernel = library.kernels().vectors(CLUSTERS);

      kernel.read(parameters, ids, vectors);
      kernel.add(parameters, ids, floats.of(weights), gradients);

      assertClose(
          "vectors",
          Floats.read(vectors),
          ReferenceAdaptive.vectors(CLUSTERS, task.weights(), ids));
      double[] expected = task.weights().clone(); // what was there
      double[] slopes = ReferenceAdaptive.gradients(CLUSTERS, task.weights(), ids, weights);
      Arrays.setAll(expected, i -> expected[i] + slopes[i]);
      assertClose("gradients", Floats.read(gradients.weights()), expected);
      assertThat(Floats.read(gradients.bias())).isEqualTo(task.bias());
    }
  }
}
