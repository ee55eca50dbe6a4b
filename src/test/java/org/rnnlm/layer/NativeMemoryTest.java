package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;

/** What networks take of the machine's memory beside the Java heap. */
class NativeMemoryTest {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long MEGABYTE = 1L << 20;
  private static final long GROWTH_AT_MOST = 30 * MEGABYTE;
  private static final int HEAP_PIECE = 1 << 18;
  private static final long KERNELS_AT_LEAST = 150_000;

  /** What ND4J allocates by the way and leaves to the garbage collector. */
  private static final long ND4J_AT_MOST = 100_000;

  @Test
  void aThousandTrainingStepsDoNotGrowResidentMemory() throws IOException {
    MultiLayerNetwork network =
        network(
            ModelSpec.of(Cell.LSTM, 2, 24)
                .with(EmbeddingSpec.trained(16))
                .with(DropoutSpec.of(0.2)),
            40);
    train(network, 200, 40);

    assertDoesNotGrow(() -> train(network, 1000, 40));
    Networks.release(network);
  }

  /** Few kernels are kept, however many shapes there are. */
  @Test
  void batchesOfEveryLengthDoNotGrowResidentMemory() throws IOException {
    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.GRU, 1, 24).with(EmbeddingSpec.trained(16)), 40);
    trainAllLengths(network);

    assertDoesNotGrow(
        () -> {
          for (int i = 0; i < 3; i++) {
            trainAllLengths(network);
          }
        });
    Networks.release(network);
  }

  private static void assertDoesNotGrow(Runnable training) throws IOException {
    touchHeap();
    long before = residentBytes();
    long heapBefore = Runtime.getRuntime().totalMemory();
    long tracked = Pointer.totalBytes();

    training.run();

    long heapGrown = Math.max(0, Runtime.getRuntime().totalMemory() - heapBefore);
    assertThat(residentBytes() - before - heapGrown).isLessThan(GROWTH_AT_MOST);
    assertThat(Pointer.totalBytes() - tracked).isLessThan(GROWTH_AT_MOST / 10);
  }

  /** Uses all that the heap has of the machine, so that later use of it is no growth. */
  private static void touchHeap() {
    long pieces = Runtime.getRuntime().totalMemory() / HEAP_PIECE;
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < pieces && Runtime.getRuntime().freeMemory() > 16 * MEGABYTE) {
      kept.add(new byte[HEAP_PIECE]);
    }
  }

  private static void trainAllLengths(MultiLayerNetwork network) {
    for (int steps = 1; steps <= 20; steps++) {
      network.fit(batch(40, 5, steps));
    }
  }

  @ParameterizedTest
  @EnumSource
  void closingGivesBackTheKernelsMemory(Cell cell) {
    for (F32Kernels kernels : F32Kernels.values()) {
      MultiLayerNetwork network =
          network(
              ModelSpec.of(cell, 2, 128)
                  .with(EmbeddingSpec.trained(32))
                  .with(new DropoutSpec(0, cell.waits() ? 0.2 : 0)),
              40);
      Networks.use(network, kernels.spec());
      network.fit(batch(40, 16, 20));
      KernelLayers.close(network);
      long closed = Pointer.totalBytes(); // what ND4J has

      for (int i = 0; i < 3; i++) {
        network.fit(batch(40, 16, 20));
        long open = Pointer.totalBytes();
        KernelLayers.close(network);
        assertThat(open - Pointer.totalBytes()).isGreaterThan(KERNELS_AT_LEAST);
        assertThat(Pointer.totalBytes()).isLessThan(closed + ND4J_AT_MOST);
      }
      network.fit(batch(40, 16, 20));
      Networks.release(network);
      assertThat(Pointer.totalBytes()).isLessThan(closed + ND4J_AT_MOST);
    }
  }

  @Test
  void aVocabularyOfFiftyThousandTrainsInSixHundredMegabytes() throws IOException {
    int tokens = 50_000;
    System.gc();
    long before = residentBytes();

    MultiLayerNetwork network =
        network(ModelSpec.of(Cell.LSTM, 1, 64).with(EmbeddingSpec.trained(64)), tokens);
    train(network, 4, tokens);

    assertThat(residentBytes() - before).isLessThan(600 * MEGABYTE);
    assertThat(network.score() / (8 * 10))
        .isBetween(0.9 * Math.log(tokens), 1.1 * Math.log(tokens));
    Networks.release(network);
  }

  private static MultiLayerNetwork network(ModelSpec model, int tokens) {
    return Networks.create(
        model, tokens, 0.001, 1, new ComputeSpec(ComputeSpec.Layers.RNNLM, KernelSpec.AUTO));
  }

  private static void train(MultiLayerNetwork network, int steps, int tokens) {
    DataSet batch = batch(tokens, 8, 10);
    for (int i = 0; i < steps; i++) {
      network.fit(batch);
      if (i % 50 == 0) {
        System.gc(); // until then ND4J's own arrays stay, which would look like growth
      }
    }
  }

  private static DataSet batch(int tokens, int sequences, int steps) {
    return new DataSet(
        Arrays3d.ids(1, tokens, sequences, steps), Arrays3d.ids(2, tokens, sequences, steps));
  }

  /** After a collection, so that the heap's growth is not taken for ours. */
  private static long residentBytes() throws IOException {
    assumeThat(STATUS).as("where Linux says how much memory is resident").exists();
    System.gc();
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IllegalStateException("no VmRSS in " + STATUS);
  }
}
