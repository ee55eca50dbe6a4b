package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.shard.ShardSet;

/** What cannot be trained is refused before there is a cluster. */
class TrainingFitTest {
  @TempDir private Path folder;

  @Test
  void aModelOfMoreParametersThanOneArrayTakesIsRefusedWithTheFigures() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SmallRunFixture.SEQUENCES);
    ModelSpec large = ModelSpec.of(Cell.LSTM, 2, 8000).with(EmbeddingSpec.trained(64));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TrainingFit.on(large, SmallRunFixture.training(1, 1), data))
        .withMessageMatching(
            "the model has 7\\d\\d,\\d{3},\\d{3} parameters, and with the state of adam at most"
                + " 715,827,877 fit one array; set a smaller model.hidden-size .*");
  }

  @Test
  void clustersBehindTheVocabularysEndAreRefused() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SmallRunFixture.SEQUENCES);
    ModelSpec model =
        SmallRunFixture.MODEL.with(
            HeadSpec.LANGUAGE_MODEL.with(new OutputSpec(OutputSpec.Kind.ADAPTIVE, List.of(5, 13))));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TrainingFit.on(model, SmallRunFixture.training(1, 1), data))
        .withMessageContaining(
            "the last cutoff of model.output-cutoffs is 13, and the vocabulary has 13 tokens");
  }

  @Test
  void whatIsReadWholeIsNotTrainedInWindows() {
    ShardSet data = PairCorpus.reversals(folder.resolve("pairs"), 20);
    TrainingSpec windows =
        TrainingSpec.of(
            AveragingSpec.of(1, 3), new BatchSpec(4, 2), 1, SmallRunFixture.rate(0.01), 5);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                TrainingFit.on(
                    ModelSpec.of(Cell.GRU, 1, 6)
                        .with(EmbeddingSpec.trained(5))
                        .with(Architecture.ENCODER_DECODER),
                    windows,
                    data))
        .withMessage(
            "an encoder and decoder trains whole pairs, not window after window; set"
                + " train.window = 0");
  }

  @Test
  void aModelThatFitsKnowsItsData() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SmallRunFixture.SEQUENCES);

    assertThat(TrainingFit.on(SmallRunFixture.MODEL, SmallRunFixture.training(1, 1), data))
        .isEqualTo(DataFit.on(SmallRunFixture.MODEL, data));
  }
}
