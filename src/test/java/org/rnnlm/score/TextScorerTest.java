package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

class TextScorerTest {
  private static final List<String> TEXTS = TinyModels.texts(70);

  static Stream<Arguments> models() {
    return Stream.of(KernelChoice.AUTO, KernelChoice.JAVA) // AUTO is oneDNN where it loads
        .flatMap(
            choice ->
                Stream.concat(
                    Arrays.stream(Cell.values())
                        .map(
                            cell ->
                                Arguments.of(
                                    cell + " " + choice,
                                    TinyModels.everyStep(cell, choice, SequenceMode.STREAM))),
                    Stream.of(Arguments.of("windows " + choice, TinyModels.nextToken(choice)))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("models")
  void aTextGetsTheSameBitsAloneAndAmongOthersInAnyPlace(String name, ScoringModel model) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, TEXTS.size()).boxed().toList());
    try (TextScorer scorer = model.open()) {
      List<ScoredText> together = scorer.scoreWithEntropy(TEXTS);
      for (int i = 0; i < TEXTS.size(); i += 11) {
        assertThat(scorer.scoreWithEntropy(List.of(TEXTS.get(i))).get(0))
            .isEqualTo(together.get(i));
      }
      Collections.shuffle(order, new Random(5));
      List<ScoredText> shuffled = scorer.scoreWithEntropy(order.stream().map(TEXTS::get).toList());
      for (int i = 0; i < order.size(); i++) {
        assertThat(shuffled.get(i)).isEqualTo(together.get(order.get(i)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(KernelChoice.class)
  void surprisalsAreThoseOfTheWholeTextReadAtOnce(KernelChoice choice) {
    ScoringModel model = TinyModels.everyStep(Cell.LSTM, choice, SequenceMode.SENTENCE);
    MultiLayerNetwork network = model.network();
    Codec codec = new Codec(TinyModels.LETTERS);
    try (TextScorer scorer = model.open()) {
      List<ScoredText> scored = scorer.score(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        int[] tokens = codec.encode(TEXTS.get(i));
        int[] framed = new int[tokens.length + 2];
        framed[0] = Vocabulary.START;
        System.arraycopy(tokens, 0, framed, 1, tokens.length);
        framed[tokens.length + 1] = Vocabulary.END;
        network.rnnClearPreviousState();
        double[] nats =
            StepLosses.of(
                    network,
                    List.of(new TokenSequence(0, 0, framed)),
                    TinyModels.LETTERS.size(),
                    Padding.NONE)
                .nats();
        List<ScoredToken> found = scored.get(i).tokens();
        assertThat(found).hasSize(nats.length);
        for (int t = 0; t < nats.length; t++) {
          assertThat(found.get(t).nats()).isCloseTo(nats[t], within(1e-5));
          assertThat(found.get(t).piece().id()).isEqualTo(framed[t + 1]);
        }
      }
    } finally {
      Networks.release(network);
    }
  }

  @Test
  void surprisalsAreTheSameBitsWithAndWithoutEntropies() {
    try (TextScorer scorer =
        TinyModels.everyStep(Cell.GRU, KernelChoice.AUTO, SequenceMode.STREAM).open()) {
      List<ScoredText> plain = scorer.score(TEXTS);
      List<ScoredText> rich = scorer.scoreWithEntropy(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        assertThat(rich.get(i).totals()).isEqualTo(plain.get(i).totals());
        assertThat(plain.get(i).tokens()).allMatch(token -> Double.isNaN(token.entropy()));
        assertThat(rich.get(i).tokens())
            .allMatch(
                token ->
                    token.entropy() > 0
                        && token.entropy() <= Math.log(TinyModels.LETTERS.size()) + 1e-6);
      }
    }
  }

  @Test
  void aTextsTotalsCountItsEndItsUnknownTokensAndItsCharacters() {
    try (TextScorer scorer =
        TinyModels.everyStep(Cell.LSTM, KernelChoice.AUTO, SequenceMode.STREAM).open()) {
      ScoredText text = scorer.score(List.of("ab x\uD835\uDC00")).get(0);
      TextTotals totals = text.totals();
      assertThat(totals.tokens()).isEqualTo(6);
      assertThat(totals.unknown()).isEqualTo(2);
      assertThat(totals.characters()).isEqualTo(6);
      assertThat(totals.perplexity()).isCloseTo(Math.exp(totals.nats() / 6), within(1e-12));
      assertThat(text.tokens())
          .extracting(ScoredToken::text)
          .containsExactly("a", "b", " ", "x", "\uD835\uDC00", "<end>");
      assertThat(text.tokens())
          .extracting(ScoredToken::isUnknown)
          .containsExactly(false, false, false, true, true, false);
    }
  }

  @ParameterizedTest
  @EnumSource(Pooling.class)
  void aTextLeavesTheSameStateAloneAndAmongOthers(Pooling pooling) {
    for (KernelChoice choice : List.of(KernelChoice.AUTO, KernelChoice.JAVA)) {
      try (TextScorer scorer =
          TinyModels.everyStep(Cell.PEEPHOLE_LSTM, choice, SequenceMode.STREAM).open()) {
        List<float[]> together = scorer.embed(TEXTS, pooling);
        for (int i = 0; i < TEXTS.size(); i += 17) {
          assertThat(scorer.embed(List.of(TEXTS.get(i)), pooling).get(0))
              .hasSize(23)
              .containsExactly(together.get(i));
        }
      }
    }
  }

  @Test
  void theMeanOfOneTokensStatesIsTheLastOne() {
    try (TextScorer scorer =
        TinyModels.everyStep(Cell.LSTM, KernelChoice.AUTO, SequenceMode.STREAM).open()) {
      assertThat(scorer.embed(List.of("a"), Pooling.MEAN).get(0))
          .containsExactly(scorer.embed(List.of("a"), Pooling.LAST).get(0))
          .isNotEqualTo(scorer.embed(List.of("ab"), Pooling.LAST).get(0));
      float[] one = scorer.embed(List.of("a"), Pooling.LAST).get(0);
      float[] other = scorer.embed(List.of("ab"), Pooling.LAST).get(0);
      float[] mean = scorer.embed(List.of("ab"), Pooling.MEAN).get(0);
      for (int unit = 0; unit < mean.length; unit++) {
        assertThat(mean[unit]).isCloseTo((one[unit] + other[unit]) / 2, within(1e-6f));
      }
    }
  }

  @Test
  void aModelOfWindowsTakesEachTokenAfterTheOnesBefore() {
    try (TextScorer scorer = TinyModels.nextToken(KernelChoice.AUTO).open()) {
      List<ScoredText> scored = scorer.score(List.of("abcdeabcd", "bbcdeabcd", "bacdeabcd"));
      double[][] nats =
          scored.stream()
              .map(text -> text.tokens().stream().mapToDouble(ScoredToken::nats).toArray())
              .toArray(double[][]::new);
      assertThat(nats[0][6]).isEqualTo(nats[1][6]); // five tokens back is not remembered
      assertThat(nats[0][5]).isNotEqualTo(nats[1][5]);
      assertThat(nats[0][6]).isNotEqualTo(nats[2][6]);
    }
  }

  @Test
  void aModelOfWindowsHasNoStateToTell() {
    try (TextScorer scorer = TinyModels.nextToken(KernelChoice.AUTO).open()) {
      assertThatThrownBy(() -> scorer.embed(TEXTS, Pooling.LAST)).hasMessageContaining("window");
    }
  }
}
