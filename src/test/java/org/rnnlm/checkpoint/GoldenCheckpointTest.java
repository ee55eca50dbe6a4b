package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SampleShardSet;

/**
 * Checkpoints that {@link CheckpointStore} wrote in format version 1: they must load for ever. The
 * first is of DL4J's own layers; the second of ours, a GRU with dropouts and a tied embedding.
 */
class GoldenCheckpointTest {
  private static final Kernels F32 = Kernels.of(new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF));

  private Checkpoint checkpoint;

  record State(int tokens, double loss, String note) {}

  @BeforeEach
  void open() throws URISyntaxException {
    checkpoint = checkpoint("run-1");
  }

  private static Checkpoint checkpoint(String run) throws URISyntaxException {
    Path manifest =
        Path.of(
            GoldenCheckpointTest.class
                .getResource(run + "/checkpoints/round-000120/MANIFEST.json")
                .toURI());
    return CheckpointStore.find(
        manifest.getParent().toString(),
        new Configuration(),
        latest -> List.of(),
        Function.identity(),
        passedOver -> {});
  }

  @Test
  void itIsSound() {
    checkpoint.verify();
  }

  @Test
  void itsStateAndVocabularyAreWhatTheyWere() {
    assertThat(checkpoint.state(State.class)).isEqualTo(new State(7, 0.25, "hello"));
    assertThat(checkpoint.vocabulary().fingerprint())
        .isEqualTo(SampleShardSet.vocabulary().fingerprint());
  }

  @Test
  void itsModelPredictsWhatItPredicted() {
    float[] expected = {
      0.08030981f,
      0.08311678f,
      0.0798332f,
      0.08998075f,
      0.08655191f,
      0.076484576f,
      0.08296303f,
      0.08774898f,
      0.07587005f,
      0.09158781f,
      0.07531143f,
      0.09024168f
    };
    assertPredicts(checkpoint.network(), expected);
  }

  @Test
  void aModelOfOurLayersPredictsWhatItPredicted() throws URISyntaxException {
    Checkpoint ours = checkpoint("run-2");
    float[] expected = {
      0.080392085f,
      0.078320146f,
      0.07807143f,
      0.07891592f,
      0.08608943f,
      0.08384581f,
      0.08529086f,
      0.09045651f,
      0.083384275f,
      0.08071781f,
      0.08683161f,
      0.087684095f
    };
    MultiLayerNetwork network = ours.network();

    ours.verify();
    assertThat(network.getIterationCount()).isEqualTo(3);
    assertThat(network.getUpdater().getStateViewArray().norm2Number().floatValue())
        .isCloseTo(0.62662506f, within(1e-6f));
    assertPredicts(network, expected);
  }

  private static void assertPredicts(MultiLayerNetwork network, float[] expected) {
    KernelLayers.prepare(network, F32);
    INDArray output = // [1, vocabulary, time]
        network.output(SequenceArrays.steps(new int[] {5, 11}, TokenInput.of(network), 12));
    for (int id = 0; id < expected.length; id++) {
      assertThat(output.getFloat(0, id, 1))
          .as("token %d", id)
          .isCloseTo(expected[id], within(1e-6f));
    }
  }

  @Test
  void itsUpdaterIsWhereItWas() {
    MultiLayerNetwork network = checkpoint.network();

    assertThat(network.getIterationCount()).isEqualTo(3);
    assertThat(network.getUpdater().getStateViewArray().norm2Number().floatValue())
        .isCloseTo(0.38416293f, within(1e-6f));
  }
}
