package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.Lineage;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.train.outer.InnerMoments;
import org.rnnlm.train.outer.OuterMethod;
import org.rnnlm.train.outer.OuterSpec;

/** Runs that begin with the weights of another one. */
class FineTuningIT extends SmallRunFixture {
  private static final OuterSpec NESTEROV =
      new OuterSpec(OuterMethod.NESTEROV, 0.9, OptionalDouble.of(0.6), InnerMoments.AVERAGE);

  private Ancestor ancestor(ShardSet data) {
    run(data, MODEL, training(2, 1), "first", StopAfter.never());
    return Ancestor.of(latest("first"), "first");
  }

  private TrainingRun run(
      ShardSet data, TrainingSpec training, String name, TrainingMonitor monitor) {
    return new TrainingRun(spark, data, MODEL, training, everyRound(), opened(name), monitor);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRunThatWasStoppedAnywhereEndsWithTheSameBits(boolean optimizer) throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    Ancestor first = ancestor(data);
    TrainingSpec training = training(2, 1);
    created("whole");
    run(data, training, "whole", StopAfter.never()).from(first, optimizer).start();
    created("stopped");
    assertThatExceptionOfType(StopAfter.Stopped.class)
        .isThrownBy(
            () -> run(data, training, "stopped", new StopAfter(1)).from(first, optimizer).start());
    run(data, training, "stopped", StopAfter.never()).resume("");
    assertThat(parameters("stopped")).isEqualTo(parameters("whole"));
    created("drawn");
    run(data, training, "drawn", StopAfter.never()).start();
    assertThat(parameters("drawn")).isNotEqualTo(parameters("whole"));
  }

  @Test
  void frozenLayersStayAsTheyAreToTheBitAndTheOthersLearn() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    Ancestor first = ancestor(data);
    ModelSpec dropout = MODEL.with(new DropoutSpec(0.2, 0.1));
    for (List<String> names :
        List.of(List.of("embedding", "layer-1"), List.of("layer-2", "output"))) {
      boolean decays = names.contains("output"); // a decay moves weights without a gradient, too
      TrainingSpec training =
          training(3, 2, RoundLengths.constant(2), NESTEROV)
              .with(new FrozenLayers(names))
              .with(decays ? OptimizerSpec.ADAM.decaying(0.1) : OptimizerSpec.ADAM);
      String name = String.join("-", names);
      TrainingRun run =
          new TrainingRun(
              spark, data, dropout, training, everyRound(), created(name), StopAfter.never());
      run.from(first, !decays).start();
      MultiLayerNetwork before = network("first");
      MultiLayerNetwork after = network(name);
      List<String> layers = List.of("embedding", "layer-1", "layer-2", "output");
      for (int i = 0; i < layers.size(); i++) {
        assertThat(after.getLayer(i).params().equalsWithEps(before.getLayer(i).params(), 0))
            .as(layers.get(i))
            .isEqualTo(names.contains(layers.get(i)));
      }
    }
  }

  @Test
  void thawedOnResumingALayerLearns() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec frozen = training(2, 1).with(new FrozenLayers(List.of("layer-1")));
    run(data, MODEL, frozen, "run", StopAfter.never());
    MultiLayerNetwork before = network("run");
    resume(data, training(2, 2), "run");
    assertThat(network("run").getLayer(1).params()).isNotEqualTo(before.getLayer(1).params());
  }

  @Test
  void whatWasTakenIsToldAndAChangedCheckpointIsNotTakenAgain() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    Ancestor first = ancestor(data);
    Lineage lineage = first.lineage(MODEL, data.vocabulary(), true);
    assertThat(lineage.layers()).containsExactly("embedding", "layer-1", "layer-2", "output");
    assertThat(lineage.fresh()).isEmpty();
    assertThat(lineage.matched())
        .isEqualTo("9 of 9 tokens matched (100.0 %), which are 86.4 % of the training split");
    Ancestor again = Ancestor.again(lineage, spark.hadoopConfiguration());
    assertThat(again.lineage(MODEL, data.vocabulary(), true)).isEqualTo(lineage);

    Path manifest = Path.of(first.checkpoint().location("MANIFEST.json").replace("file:", ""));
    Files.writeString(manifest, Files.readString(manifest).replace(" : ", ": "));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Ancestor.again(lineage, spark.hadoopConfiguration()))
        .withMessageContaining("has changed since a run was begun from it");
  }

  @Test
  void layersThatAreNotThereAreRefused() {
    ModelSpec tied = ModelSpec.of(Cell.GRU, 1, 4).with(EmbeddingSpec.tied(4));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new FrozenLayers(List.of("embedding")).in(tied))
        .withMessage(
            "there is no layer 'embedding' with weights of its own; the model has [layer-1,"
                + " output]");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> new FrozenLayers(List.of("output", "layer-1")).in(tied))
        .withMessage("all layers are frozen: nothing is left to train");
  }
}
