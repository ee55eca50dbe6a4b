package org.rnnlm.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SequenceMode;

class AdaptingReaderTest {
  private static final String REPEATED = "abcabdabeabcabdabe".repeat(20);

  private static ScoringModel model() {
    return TinyModels.everyStep(Cell.LSTM, KernelChoice.AUTO, SequenceMode.STREAM);
  }

  private static double nats(TextScorer scorer, String text) {
    return scorer.score(List.of(text)).get(0).totals().nats();
  }

  @Test
  void withoutARateItScoresAsTheModelDoes() {
    try (TextScorer adapting = model().openAdapting(Adaptation.by(0));
        TextScorer plain = model().open()) {
      for (String text : TinyModels.texts(12)) {
        assertThat(nats(adapting, text)).isCloseTo(nats(plain, text), within(1e-4));
      }
    }
  }

  @Test
  void whatComesAgainSurprisesItLess() {
    try (TextScorer adapting = model().openAdapting(Adaptation.by(0.3));
        TextScorer plain = model().open()) {
      assertThat(nats(adapting, REPEATED)).isLessThan(0.9 * nats(plain, REPEATED));
      assertThat(nats(adapting, REPEATED)).isLessThan(0.7 * nats(plain, REPEATED));
    }
  }

  @Test
  void aStretchIsScoredBeforeItIsLearntFrom() {
    String stretch = REPEATED.substring(0, Adaptation.STRETCH);
    try (TextScorer adapting = model().openAdapting(Adaptation.by(0.3));
        TextScorer plain = model().open()) {
      ScoredText learnt = adapting.score(List.of(REPEATED)).get(0);
      ScoredText fixed = plain.score(List.of(REPEATED)).get(0);
      for (int i = 0; i < stretch.length(); i++) {
        assertThat(learnt.tokens().get(i).nats())
            .isCloseTo(fixed.tokens().get(i).nats(), within(1e-5));
      }
      assertThat(learnt.tokens().get(stretch.length()).nats())
          .isNotCloseTo(fixed.tokens().get(stretch.length()).nats(), within(1e-4));
    }
  }

  @Test
  void dropoutIsOffWhileItLearns() {
    ModelSpec spec = ModelSpec.of(Cell.LSTM, 2, 23).with(EmbeddingSpec.trained(17));
    ScoringModel plain =
        TinyModels.of(spec, KernelChoice.AUTO, SequenceMode.STREAM, TinyModels.LETTERS);
    ScoringModel dropping =
        TinyModels.of(
            spec.with(new DropoutSpec(0.5, 0.3, 0.5, 0.2, 0.3, 0.4, true)),
            KernelChoice.AUTO,
            SequenceMode.STREAM,
            TinyModels.LETTERS);
    try (TextScorer one = plain.openAdapting(Adaptation.by(0.1));
        TextScorer other = dropping.openAdapting(Adaptation.by(0.1))) {
      assertThat(nats(other, REPEATED)).isCloseTo(nats(one, REPEATED), within(1e-6));
    }
  }

  @Test
  void aRateThatIsTooHighIsNamedWithWhatItCameTo() {
    try (TextScorer adapting = model().openAdapting(Adaptation.by(1e38))) {
      assertThatThrownBy(() -> nats(adapting, REPEATED))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("tokens the losses of a model")
          .hasMessageContaining("lower the rate");
    }
  }

  @Test
  void whatIsReadInPiecesIsReadAsOneText() {
    int[] text = {1, 4, 5, 6, 4, 7, 7, 8, 4, 5};
    try (RunningScorer whole = model().openRunning(new Adaptation(0.2, 0.1, 3, Optional.empty()));
        RunningScorer pieces = model().openRunning(new Adaptation(0.2, 0.1, 3, Optional.empty()))) {
      double nats = pieces.nats(Arrays.copyOf(text, 7));
      nats += pieces.nats(Arrays.copyOfRange(text, 6, text.length));
      assertThat(whole.nats(text)).isCloseTo(nats, within(1e-9));
    }
  }

  @Test
  void aModelOfWindowsIsRefused() {
    assertThatThrownBy(
            () -> TinyModels.nextToken(KernelChoice.AUTO).openAdapting(Adaptation.by(0.1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("every step");
  }
}
