package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Direction;
import org.rnnlm.model.Dl4jNetworks;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OutputSpec;
import org.rnnlm.model.RecurrentSpec;

/** Models of all kinds that can be trained are read as they were written. */
class ReadModelsTest {
  private static final String ORIGIN = "a checkpoint";

  private static MultiLayerNetwork again(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, out, true);
    return ModelFile.read(new ByteArrayInputStream(out.toByteArray()), ORIGIN);
  }

  private static void assertReadAsWritten(MultiLayerNetwork network) throws IOException {
    MultiLayerNetwork read = again(network);
    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
  }

  @ParameterizedTest
  @EnumSource(Cell.class)
  void everyCellIsReadInEveryLayerAndBlock(Cell cell) throws IOException {
    everyModelIsRead(RecurrentSpec.of(cell, 2, 3));
    everyModelIsRead(RecurrentSpec.of(cell, 2, 3).in(BlockSpec.RESIDUAL));
  }

  private static void everyModelIsRead(RecurrentSpec recurrent) throws IOException {
    for (ComputeSpec.Layers layers : ComputeSpec.Layers.values()) {
      for (int embedding : new int[] {0, 3}) {
        ModelSpec spec =
            ModelSpec.of(recurrent)
                .with(EmbeddingSpec.trained(embedding))
                .with(DropoutSpec.of(0.1));
        if (layers == ComputeSpec.Layers.DL4J && !Dl4jNetworks.has(spec)) {
          continue;
        }
        assertReadAsWritten(
            Networks.create(spec, 7, 0.01, 5, new ComputeSpec(layers, KernelSpec.AUTO)));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(DenseActivation.class)
  void everyHeadIsRead(DenseActivation activation) throws IOException {
    ModelSpec spec =
        ModelSpec.of(Cell.GRU, 2, 3)
            .with(EmbeddingSpec.trained(4))
            .with(new DropoutSpec(0.1, 0.2))
            .with(new HeadSpec(Head.NEXT_TOKEN, Pooling.MEAN, 5, activation))
            .reading(Direction.BOTH);
    assertReadAsWritten(Networks.create(spec, 7, 0.01, 5));
  }

  @Test
  void anAdaptiveSoftmaxIsRead() throws IOException {
    for (EmbeddingSpec embedding : List.of(EmbeddingSpec.trained(4), EmbeddingSpec.tied(16))) {
      ModelSpec spec =
          ModelSpec.of(Cell.LSTM, 1, 16)
              .with(embedding)
              .with(HeadSpec.LANGUAGE_MODEL.with(OutputSpec.ADAPTIVE));
      assertReadAsWritten(Networks.create(spec, 40, 0.01, 5));
    }
  }
}
