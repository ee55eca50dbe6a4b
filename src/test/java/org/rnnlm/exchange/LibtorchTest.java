package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ModelSpec;

/** PyTorch's C++ library, which needs no Python, says of exported weights what the model says. */
class LibtorchTest {
  private static final double ROUNDING = 1e-5;

  @TempDir private Path folder;

  /** Its cells have no peepholes. */
  static Stream<ModelSpec> models() {
    List<Cell> known = List.of(Cell.SIMPLE_RNN, Cell.LSTM, Cell.GRU);
    return Models.languageModels().stream()
        .filter(model -> known.contains(model.cell()))
        .filter(model -> !model.head().output().adaptive()); // whose clusters have biases
  }

  @ParameterizedTest
  @MethodSource("models")
  void itsLogitsAreTheModels(ModelSpec model) throws IOException {
    Source source = Models.source(model);
    Exporter.write(
        source, ExportFormat.SAFETENSORS, Folder.at(folder.toString(), new Configuration(false)));
    LibtorchModel read = new LibtorchModel(folder);
    for (Probe probe : Probe.of(source)) {
      read.reset();
      compare(read.logProbabilities(probe.read()), probe.logProbabilities());
      read.reset();
      int half = probe.read().length / 2;
      compare(read.logProbabilities(Arrays.copyOf(probe.read(), half)), probe.logProbabilities());
      compare(
          read.logProbabilities(Arrays.copyOfRange(probe.read(), half, probe.read().length)),
          Arrays.copyOfRange(probe.logProbabilities(), half, probe.read().length));
    }
  }

  private static void compare(float[][] said, double[][] expected) {
    assertThat(said.length).isPositive().isLessThanOrEqualTo(expected.length);
    for (int t = 0; t < said.length; t++) {
      for (int id = 0; id < said[t].length; id++) {
        double difference = Math.abs(said[t][id] - expected[t][id]);
        assertThat(difference / Math.max(1, Math.abs(expected[t][id]))).isLessThan(ROUNDING);
      }
    }
  }
}
