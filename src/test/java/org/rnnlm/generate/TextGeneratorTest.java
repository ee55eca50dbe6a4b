package org.rnnlm.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import org.assertj.core.data.Offset;
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
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

class TextGeneratorTest {
  private static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 2, 7).with(EmbeddingSpec.trained(5));
  private static final int[] PROMPT = new Codec(VOCABULARY).encode("a sad tale");
  private static final int[] NO_PROMPT = {};

  private final MultiLayerNetwork network = Networks.create(MODEL, VOCABULARY.size(), 0.01, 3);
  private final TextGenerator generator =
      new TextGenerator(network, VOCABULARY, SequenceMode.STREAM);

  @Test
  void thePromptIsKeptAndTheLengthIsWhatIsWrittenAfterIt() {
    String text = generator.write(PROMPT, new GenerationSpec(37, 1, false, 5));

    assertThat(text).startsWith("a sad tale").hasSize("a sad tale".length() + 37);
  }

  @Test
  void withoutAPromptTextIsWrittenAllTheSame() {
    assertThat(generator.write(NO_PROMPT, new GenerationSpec(37, 1, false, 5))).hasSize(37);
  }

  @Test
  void theSameSeedGivesTheSameText() {
    GenerationSpec spec = new GenerationSpec(60, 1, false, 5);
    String first = generator.write(PROMPT, spec);
    generator.write(NO_PROMPT, new GenerationSpec(11, 1, false, 8));

    assertThat(generator.write(PROMPT, spec)).isEqualTo(first);
  }

  @Test
  void anotherSeedGivesAnotherText() {
    assertThat(generator.write(PROMPT, new GenerationSpec(60, 1, false, 5)))
        .isNotEqualTo(generator.write(PROMPT, new GenerationSpec(60, 1, false, 6)));
  }

  @Test
  void atTemperatureZeroTheSeedDoesNotMatter() {
    assertThat(generator.write(PROMPT, new GenerationSpec(60, 0, false, 5)))
        .isEqualTo(generator.write(PROMPT, new GenerationSpec(60, 0, false, 6)));
  }

  @Test
  void aLongPromptIsReadInPiecesThatKeepOneDistribution() {
    int[] prompt = new int[3 * StepReader.steps(VOCABULARY.size()) + 5];
    Arrays.setAll(prompt, i -> Vocabulary.END + 1 + i % (VOCABULARY.size() - Vocabulary.END - 1));
    network.rnnClearPreviousState();
    INDArray whole =
        network.rnnTimeStep(
            SequenceArrays.steps(prompt, TokenInput.of(network), VOCABULARY.size()));

    double[] next = generator.begin(prompt);

    for (int id = 0; id < next.length; id++) {
      assertThat(next[id])
          .isCloseTo(whole.getDouble(0, id, prompt.length - 1), Offset.offset(1e-6));
    }
  }

  @Test
  void thePiecesOfALongPromptAreShortWhereTheVocabularyIsLarge() {
    for (int vocabularySize : new int[] {5, 70, 10_000, 100_000, 10_000_000}) {
      int steps = StepReader.steps(vocabularySize);
      assertThat(steps).isBetween(1, 512);
      assertThat((long) steps * vocabularySize)
          .isLessThanOrEqualTo(Math.max(vocabularySize, 1 << 20));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void everyTokenIsTheLikeliestAfterAllThoseBeforeIt(int embeddingSize) {
    ModelSpec model = ModelSpec.of(Cell.LSTM, 2, 9).with(EmbeddingSpec.trained(embeddingSize));
    MultiLayerNetwork larger = Networks.create(model, VOCABULARY.size(), 0.01, 7);
    larger.params().muli(4); // far from uniform, so that states matter

    String text =
        new TextGenerator(larger, VOCABULARY, SequenceMode.STREAM)
            .write(PROMPT, new GenerationSpec(13, 0, false, 1));

    assertThat(text).isEqualTo(greedyByWholeSequences(larger, model, 13));
  }

  /** What {@code output()} over the whole text says, read anew for every token. */
  private static String greedyByWholeSequences(
      MultiLayerNetwork network, ModelSpec model, int length) {
    int[] tokens = Arrays.copyOf(PROMPT, PROMPT.length + length);
    for (int end = PROMPT.length; end < tokens.length; end++) {
      int[] read = new int[end + 2]; // END, the text so far, and a target that is not looked at
      read[0] = Vocabulary.END;
      System.arraycopy(tokens, 0, read, 1, end);
      INDArray output = // [1, vocabulary, time]
          network.output(
              SequenceArrays.of(
                      List.of(new TokenSequence(0, 0, read)), TokenInput.IDS, VOCABULARY.size())
                  .getFeatures());
      int best = Vocabulary.END;
      for (int id = Vocabulary.END; id < VOCABULARY.size(); id++) {
        best = output.getDouble(0, id, end) > output.getDouble(0, best, end) ? id : best;
      }
      tokens[end] = best;
    }
    return new Codec(VOCABULARY).decode(tokens);
  }

  @Test
  void theTextStopsWhereTheModelEndsTheArticle() {
    prefer(Vocabulary.END);

    assertThat(generator.write(PROMPT, new GenerationSpec(60, 1, true, 5))).isEqualTo("a sad tale");
    assertThat(generator.write(NO_PROMPT, new GenerationSpec(60, 1, true, 5))).isEmpty();
  }

  @Test
  void aModelOfSentencesWritesOneWhateverIsAsked() {
    TextGenerator sentences = new TextGenerator(network, VOCABULARY, SequenceMode.SENTENCE);
    prefer(Vocabulary.END);

    assertThat(sentences.write(PROMPT, new GenerationSpec(60, 1, false, 5)))
        .isEqualTo("a sad tale");
  }

  @Test
  void aSentenceBeginsAfterStartAndAnArticleAfterEnd() {
    network.params().muli(6); // so that it matters what the model has read
    GenerationSpec greedy = new GenerationSpec(1, 0, true, 1);

    for (SequenceMode mode :
        EnumSet.complementOf(EnumSet.of(SequenceMode.PAIR, SequenceMode.TAGGED))) {
      boolean articles = mode == SequenceMode.STREAM || mode == SequenceMode.WINDOW;
      int first = articles ? Vocabulary.END : Vocabulary.START;
      int[] read = {first, PROMPT[0], 0};
      INDArray output = // [1, vocabulary, time]
          network.output(
              SequenceArrays.of(
                      List.of(new TokenSequence(0, 0, read)), TokenInput.IDS, VOCABULARY.size())
                  .getFeatures());
      int best = Vocabulary.END;
      for (int id = Vocabulary.END; id < VOCABULARY.size(); id++) {
        best = output.getDouble(0, id, 1) > output.getDouble(0, best, 1) ? id : best;
      }
      String expected = best == Vocabulary.END ? "a" : "a" + VOCABULARY.token(best);
      assertThat(new TextGenerator(network, VOCABULARY, mode).write(new int[] {PROMPT[0]}, greedy))
          .as("%s", mode)
          .isEqualTo(expected);
    }
  }

  @Test
  void theTextGoesOnWhereItIsNotToStop() {
    prefer(Vocabulary.END);

    assertThat(generator.write(PROMPT, new GenerationSpec(4, 1, false, 5)))
        .isEqualTo("a sad tale\n\n\n\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {Vocabulary.PADDING, Vocabulary.UNKNOWN, Vocabulary.START})
  void whatStandsForNoTextIsNotWritten(int special) {
    prefer(special);

    assertThat(generator.write(PROMPT, new GenerationSpec(60, 1, false, 5))).doesNotContain("<");
  }

  @Test
  void theParametersAreNotChanged() {
    INDArray before = network.params().dup();
    generator.write(PROMPT, new GenerationSpec(60, 1, false, 5));

    assertThat(network.params()).isEqualTo(before);
  }

  /** Makes a token all but certain at every step. */
  private void prefer(int id) {
    network.getOutputLayer().getParam("b").putScalar(id, 30);
  }
}
