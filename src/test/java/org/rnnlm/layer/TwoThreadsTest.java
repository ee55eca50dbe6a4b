package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** Workers are threads of one process: each has its own network, and none disturbs another. */
class TwoThreadsTest {
  private static final int TOKENS = 11;

  @ParameterizedTest
  @EnumSource
  void networksInTwoThreadsTrainAsTheyWouldAlone(Cell cell)
      throws InterruptedException, ExecutionException {
    List<INDArray> alone = List.of(trained(cell, 1), trained(cell, 2));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<INDArray>> together = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      int own = seed;
      together.add(threads.submit(() -> trained(cell, own)));
    }
    threads.shutdown();

    assertThat(together.get(0).get()).isEqualTo(alone.get(0));
    assertThat(together.get(1).get()).isEqualTo(alone.get(1));
    assertThat(alone.get(0)).isNotEqualTo(alone.get(1));
  }

  /** Parameters after twenty steps; the batches of both threads differ in size. */
  private static INDArray trained(Cell cell, int seed) {
    MultiLayerNetwork network =
        Networks.create(
            ModelSpec.of(cell, 2, 7).with(EmbeddingSpec.trained(5)), TOKENS, 0.01, seed);
    for (int step = 0; step < 20; step++) {
      network.fit(
          new DataSet(
              Arrays3d.ids(step, TOKENS, 2 + seed, 6), Arrays3d.ids(-step, TOKENS, 2 + seed, 6)));
    }
    INDArray parameters = network.params().dup();
    Networks.release(network);
    return parameters;
  }
}
