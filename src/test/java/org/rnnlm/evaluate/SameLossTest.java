package org.rnnlm.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.run.TrainingState;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.StepLosses;
import org.rnnlm.score.TextScorer;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** A text scored by itself has the loss that {@code evaluate} finds for its shards. */
class SameLossTest {
  private static final int LENGTH = 23; // of sequences, none of the scorer's windows

  private static Vocabulary vocabulary() {
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String letter : List.of("a", "b", "c", "d", " ")) {
      counts.add(new Vocabulary.Entry(letter, 10));
    }
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), counts, 100, 1, 0, 1);
  }

  private static String text() {
    StringBuilder text = new StringBuilder();
    new SplittableRandom(3).ints(600, 0, 6).forEach(i -> text.append("abcd x".charAt(i)));
    return text.toString();
  }

  @Test
  void aTextOfOneLaneHasTheLossOfItsPieces() {
    Vocabulary vocabulary = vocabulary();
    ModelSpec spec = ModelSpec.of(Cell.LSTM, 2, 14);
    MultiLayerNetwork network = Networks.create(spec, vocabulary.size(), 0.01, 3);
    network.params().muli(3);
    int[] tokens = new Codec(vocabulary).encode(text());
    int[] stream = new int[tokens.length + 2];
    stream[0] = Vocabulary.END;
    System.arraycopy(tokens, 0, stream, 1, tokens.length);
    stream[stream.length - 1] = Vocabulary.END;
    List<TokenSequence> pieces = new ArrayList<>();
    for (int from = 0; from + 1 < stream.length; from += LENGTH) {
      int to = Math.min(from + LENGTH + 1, stream.length);
      pieces.add(new TokenSequence(pieces.size(), 0, Arrays.copyOfRange(stream, from, to)));
    }
    double[] nats = {0};
    Lanes.read(
        network,
        pieces,
        (batch, padding, from) ->
            nats[0] += StepLosses.of(network, batch, vocabulary.size(), padding).sum(from));

    TrainingState state =
        TrainingState.start(spec, vocabulary.fingerprint(), "", SequenceMode.STREAM);
    ScoringModel model = ScoringModel.of(network, KernelSpec.AUTO, vocabulary, state);
    try (TextScorer scorer = model.open();
        TextScorer single = model.openForOne()) {
      double scored = scorer.score(List.of(text())).get(0).totals().nats();
      assertThat(scored).isCloseTo(nats[0], within(1e-6 * nats[0]));
      assertThat(single.score(List.of(text())).get(0).totals().nats())
          .isCloseTo(nats[0], within(1e-6 * nats[0]));
    }
    Networks.release(network);
  }
}
