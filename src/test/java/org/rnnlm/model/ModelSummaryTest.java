package org.rnnlm.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.junit.jupiter.api.Test;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.ModelSummary.LayerSummary;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;

class ModelSummaryTest {
  private static final ModelSpec SPEC =
      ModelSpec.of(Cell.GRU, 2, 5).with(EmbeddingSpec.trained(3)).with(DropoutSpec.of(0.2));

  @Test
  void aLanguageModelIsSummedUpLayerByLayer() {
    ModelSummary summary =
        Networks.summary(SPEC, 11, ComputeSpec.Layers.RNNLM, SequenceSpec.stream(7));
    assertThat(summary.layers())
        .containsExactly(
            new LayerSummary("embedding", "TokenEmbedding", "(None, 7, 3)", 33),
            new LayerSummary("layer-1", "Recurrent gru", "(None, 7, 5)", 3 * 15 + 3 * 25 + 20),
            new LayerSummary("layer-2", "Recurrent gru", "(None, 7, 5)", 3 * 25 + 3 * 25 + 20),
            new LayerSummary("output", "TokenSoftmax", "(None, 7, 11)", 66));
    assertThat(summary.parameters())
        .isEqualTo(Networks.parameters(SPEC, 11, ComputeSpec.Layers.RNNLM));
    assertThat(summary.table())
        .contains("layer-1 (Recurrent gru)", "(None, 7, 5)", "Total")
        .endsWith(" 409\n");
  }

  @Test
  void aClassifierHasAVectorASequenceAndAsManyOutputsAsClasses() {
    ModelSpec model =
        SPEC.with(new HeadSpec(Head.CLASS, Pooling.MEAN, 0, DenseActivation.RELU))
            .on(new Reads(7, Cut.END, List.of("bad", "good", "neither")));
    ModelSummary summary =
        Networks.summary(
            model, 11, ComputeSpec.Layers.RNNLM, new SequenceSpec(SequenceMode.LABELLED, 7, 0));
    assertThat(summary.layers().subList(2, 5))
        .containsExactly(
            new LayerSummary("layer-2", "Recurrent gru", "(None, None, 5)", 3 * 25 + 3 * 25 + 20),
            new LayerSummary("", "SequenceSummary", "(None, 5)", 0),
            new LayerSummary("output", "TokenSoftmax", "(None, 3)", 18));
  }

  @Test
  void residualBlocksAreToldWithTheirCell() {
    ModelSpec model = ModelSpec.of(RecurrentSpec.of(Cell.MIN_GRU, 2, 5).in(BlockSpec.RESIDUAL));
    int feedForward = 5 + 5 * 10 + 10 + 10 * 5 + 5;
    assertThat(
            Networks.summary(model, 11, ComputeSpec.Layers.RNNLM, SequenceSpec.stream(7)).layers())
        .containsExactly(
            new LayerSummary("", "OneHotTokens", "(None, 7, 11)", 0),
            new LayerSummary(
                "layer-1", "ResidualBlock min-gru", "(None, 7, 5)", 11 * 10 + 10 + feedForward),
            new LayerSummary(
                "layer-2",
                "ResidualBlock min-gru",
                "(None, 7, 5)",
                5 + 5 * 10 + 10 + feedForward + 5),
            new LayerSummary("output", "TokenSoftmax", "(None, 7, 11)", 66));
  }

  @Test
  void stepsThatDifferAreNone() {
    SequenceSpec sentences = new SequenceSpec(SequenceMode.SENTENCE, 7, 0);
    assertThat(
            Networks.summary(SPEC, 11, ComputeSpec.Layers.RNNLM, sentences)
                .layers()
                .get(1)
                .output())
        .isEqualTo("(None, None, 5)");
  }

  @Test
  void layersOfOtherKindsAreShownByWhatTheySayThemselves() {
    ModelSummary summary =
        ModelSummary.of(
            List.of(
                new FrozenLayer(
                    new LSTM.Builder().nIn(1).nOut(4).dataFormat(RNNFormat.NCW).build()),
                new LastTimeStep(new LSTM.Builder().nIn(4).nOut(6).build()),
                new OutputLayer.Builder().nIn(6).nOut(2).build()),
            9);
    assertThat(summary.layers())
        .extracting(LayerSummary::type)
        .containsExactly("FrozenLayer of LSTM", "LastTimeStep of LSTM", "OutputLayer");
    assertThat(summary.layers())
        .extracting(LayerSummary::output)
        .containsExactly("(None, 9, 4)", "(None, 6)", "(None, 2)");
    assertThat(summary.layers())
        .extracting(LayerSummary::parameters)
        .containsExactly(96L, 264L, 14L);
  }
}
