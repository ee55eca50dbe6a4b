package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.EndRule;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/** A language model's beam search against all texts that there are. */
class TextSearchTest {
  private static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  private static final int LONGEST = 3;
  private static final int[] READ = {Vocabulary.END, 6, 4, 9};
  private static final ComputeSpec COMPUTE =
      new ComputeSpec(ComputeSpec.Layers.RNNLM, new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF));

  private static TextGenerator generator(Head head) {
    ModelSpec model =
        ModelSpec.of(Cell.GRU, 2, 7)
            .with(EmbeddingSpec.trained(5))
            .with(new HeadSpec(head, Pooling.LAST, 0, DenseActivation.RELU));
    MultiLayerNetwork network = Networks.create(model, VOCABULARY.size(), 0.01, 5, COMPUTE);
    network.params().muli(3); // far from uniform
    return new TextGenerator(network, VOCABULARY, SequenceMode.WINDOW, 3);
  }

  /** All texts, the best first: each token's probability read anew from the first token on. */
  private static List<Hypothesis> all(TextGenerator generator, EndRule ends, double penalty) {
    List<Hypothesis> live = List.of(Hypothesis.EMPTY);
    List<Hypothesis> ended = new ArrayList<>();
    for (int length = 1; length <= LONGEST; length++) {
      List<Hypothesis> longer = new ArrayList<>();
      for (Hypothesis one : live) {
        int[] read = Arrays.copyOf(READ, READ.length + one.tokens().length);
        System.arraycopy(one.tokens(), 0, read, READ.length, one.tokens().length);
        double[] next = generator.begin(read);
        for (int token = Vocabulary.END; token < next.length; token++) {
          double log = Math.log(next[token]);
          if (token == Vocabulary.END && ends == EndRule.ALLOWED) {
            ended.add(one.end(log));
          } else {
            longer.add(one.with(token, log));
          }
        }
      }
      live = longer;
    }
    ended.addAll(live);
    ended.sort(Comparator.comparingDouble((Hypothesis one) -> one.score(penalty)).reversed());
    return ended;
  }

  @ParameterizedTest
  @CsvSource({
    "EVERY_STEP, ALLOWED, 0",
    "EVERY_STEP, ALLOWED, 1.5",
    "EVERY_STEP, TEXT, 0",
    "NEXT_TOKEN, ALLOWED, 0.7",
    "NEXT_TOKEN, TEXT, 0"
  })
  void aBeamAsWideAsThereAreTextsFindsTheBestOfAll(Head head, EndRule ends, double penalty) {
    TextGenerator generator = generator(head);
    List<Hypothesis> expected = all(generator, ends, penalty);

    List<Hypothesis> found =
        generator.search(READ, new BeamSpec(expected.size(), penalty, LONGEST), ends);

    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < 5; i++) {
      assertThat(found.get(i).tokens()).isEqualTo(expected.get(i).tokens());
      assertThat(found.get(i).ended()).isEqualTo(expected.get(i).ended());
      assertThat(found.get(i).logProbability())
          .isCloseTo(expected.get(i).logProbability(), within(1e-4));
    }
  }

  @Test
  void aBeamOfOneTakesTheLikeliestTokenEachTime() {
    TextGenerator generator = generator(Head.EVERY_STEP);
    GenerationSpec greedy = new GenerationSpec(20, 0, false, 1);
    int[] prompt = new Codec(VOCABULARY).encode("a sad");

    assertThat(generator.search(prompt, greedy, 1, 0)).isEqualTo(generator.write(prompt, greedy));
  }

  @Test
  void aSearchEndsBeforeATextToStopAt() {
    TextGenerator generator = generator(Head.EVERY_STEP);
    int[] prompt = new Codec(VOCABULARY).encode("a sad");
    String whole = generator.search(prompt, new GenerationSpec(12, 0, false, 1), 3, 0);
    String stop = whole.substring(9, 11);

    GenerationSpec stops = new GenerationSpec(12, SamplerSpec.at(0), List.of(stop), false, 1);

    assertThat(generator.search(prompt, stops, 3, 0))
        .isEqualTo(whole.substring(0, whole.indexOf(stop, 5)));
  }
}
