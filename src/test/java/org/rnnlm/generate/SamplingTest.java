package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** What is drawn against the softmax over the network's own logits, at temperatures of people. */
class SamplingTest {
  private static final int DRAWS = 100_000;
  private static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  private static final int[] READ = new Codec(VOCABULARY).encode("a sad");

  private final MultiLayerNetwork network =
      Networks.create(
          ModelSpec.of(Cell.LSTM, 1, 11).with(EmbeddingSpec.trained(5)),
          VOCABULARY.size(),
          0.01,
          3);
  private final TextGenerator generator =
      new TextGenerator(network, VOCABULARY, SequenceMode.STREAM);

  SamplingTest() {
    network.params().muli(3); // far from uniform
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.5, 0.7, 1.0, 1.2})
  void tokensFollowTheSoftmaxOfTheLogitsOverTheTemperature(double temperature) {
    double[] distribution = generator.begin(READ);
    TokenSampler sampler =
        new TokenSampler(SamplerSpec.at(temperature), Math.round(100 * temperature));
    long[] drawn = new long[VOCABULARY.size()];
    for (int i = 0; i < DRAWS; i++) {
      drawn[sampler.draw(distribution)]++;
    }

    double[] expected = softmax(temperature);
    int[] common = // the test's approximation wants no cell with too few
        IntStream.range(Vocabulary.END, expected.length)
            .filter(id -> expected[id] * DRAWS >= 10)
            .toArray();
    double[] cells = new double[common.length + 1];
    long[] counts = new long[common.length + 1];
    cells[common.length] = 1;
    counts[common.length] = DRAWS;
    for (int i = 0; i < common.length; i++) {
      cells[i] = expected[common[i]];
      counts[i] = drawn[common[i]];
      cells[common.length] -= cells[i];
      counts[common.length] -= counts[i];
    }
    assertThat(common).hasSizeGreaterThan(4);
    if (cells[common.length] * DRAWS < 10) { // the rare ones together are still rare
      assertThat(counts[common.length]).isLessThan(40);
      cells = Arrays.copyOf(cells, common.length);
      counts = Arrays.copyOf(counts, common.length);
    }
    double p = new ChiSquareTest().chiSquareTest(cells, counts);
    System.out.print(
        Text.format(
            "temperature %s: chi-square test over %d cells, p = %.3f%n",
            temperature, cells.length, p));
    assertThat(p).isGreaterThan(0.01);
  }

  /** From the logits: what the output layer makes of the hidden state, before its softmax. */
  private double[] softmax(double temperature) {
    INDArray steps = SequenceArrays.steps(READ, TokenInput.IDS, VOCABULARY.size());
    INDArray hidden = network.feedForwardToLayer(1, steps, false).get(2); // [1, hidden, time]
    INDArray weights = network.getOutputLayer().getParam("W"); // [hidden, vocabulary]
    INDArray bias = network.getOutputLayer().getParam("b");
    double[] shares = new double[VOCABULARY.size()];
    double sum = 0;
    for (int id = Vocabulary.END; id < shares.length; id++) {
      double logit = bias.getDouble(id);
      for (int unit = 0; unit < hidden.size(1); unit++) {
        logit += hidden.getDouble(0, unit, READ.length - 1) * weights.getDouble(unit, id);
      }
      shares[id] = Math.exp(logit / temperature);
      sum += shares[id];
    }
    for (int id = 0; id < shares.length; id++) {
      shares[id] /= sum;
    }
    return shares;
  }

  @Test
  void towardsTemperatureZeroTheTextIsThatOfTheLikeliestTokens() {
    int[] likeliest = generator.goOn(READ, new GenerationSpec(50, 0, false, 1));

    assertThat(generator.goOn(READ, new GenerationSpec(50, 1e-6, false, 2))).isEqualTo(likeliest);
    assertThat(generator.goOn(READ, new GenerationSpec(50, 1, false, 2))).isNotEqualTo(likeliest);
  }
}
