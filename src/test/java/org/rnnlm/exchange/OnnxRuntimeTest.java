package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnlm.io.Folder;
import org.rnnlm.model.ModelSpec;

/** ONNX Runtime gives what the model gives, for batches and windows of any size. */
class OnnxRuntimeTest {
  private static final Offset<Double> ROUNDING = within(1e-5);

  @TempDir private Path folder;

  static Stream<ModelSpec> texts() {
    return Models.languageModels().stream();
  }

  static Stream<ModelSpec> summaries() {
    return Models.summaries().stream();
  }

  static Stream<ModelSpec> pairs() {
    return Models.pairs().stream();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void windowsWithTheStateCarriedAreOneText(ModelSpec model) throws OrtException {
    List<Probe> probes = exported(model);
    try (OnnxSession session = new OnnxSession(folder.resolve("out/model.onnx"))) {
      for (Probe probe : probes) {
        int half = (probe.read().length + 1) / 2;
        Map<String, Object> first =
            session.run(
                Map.of("tokens", batch(Arrays.copyOf(probe.read(), half))),
                OnnxSession.states(model, 2));
        int[] rest = Arrays.copyOfRange(probe.read(), half, probe.read().length);
        Map<String, Object> second =
            session.run(Map.of("tokens", batch(rest)), OnnxSession.carried(first));

        List<float[]> logits = new ArrayList<>(List.of(((float[][][]) first.get("logits"))[1]));
        logits.addAll(List.of(((float[][][]) second.get("logits"))[1]));
        compare(logits, probe);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("summaries")
  void paddedTextsSayWhatTheySayAlone(ModelSpec model) throws OrtException {
    List<Probe> probes = exported(model);
    int longest = probes.get(probes.size() - 1).read().length;
    long[][] tokens = new long[probes.size()][longest];
    long[] lengths = new long[probes.size()];
    for (int b = 0; b < tokens.length; b++) {
      int[] read = probes.get(b).read();
      lengths[b] = read.length;
      for (int t = 0; t < read.length; t++) {
        tokens[b][t] = read[t];
      }
    }
    try (OnnxSession session = new OnnxSession(folder.resolve("out/model.onnx"))) {
      float[][] logits =
          (float[][])
              session.run(Map.of("tokens", tokens, "lengths", lengths), Map.of()).get("logits");
      for (int b = 0; b < logits.length; b++) {
        compare(List.of(logits[b]), probes.get(b));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void decodersGoOnFromTheirEncodersState(ModelSpec model) throws OrtException {
    List<Probe> probes = exported(model);
    try (OnnxSession encoder = new OnnxSession(folder.resolve("out/encoder.onnx"));
        OnnxSession decoder = new OnnxSession(folder.resolve("out/decoder.onnx"))) {
      for (Probe probe : probes) {
        Map<String, Object> read = encoder.run(Map.of("tokens", batch(probe.read())), Map.of());
        Map<String, Object> inputs = new HashMap<>(Map.of("tokens", batch(probe.target())));
        inputs.put("hidden", read.get("hidden_out"));
        if (model.cell().hasCellState()) {
          inputs.put("cell", read.get("cell_out"));
        }
        Map<String, Object> written = decoder.run(inputs, Map.of());
        compare(List.of(((float[][][]) written.get("logits"))[1]), probe);
      }
    }
  }

  private List<Probe> exported(ModelSpec model) {
    Source source = Models.source(model);
    Exporter.write(
        source,
        ExportFormat.ONNX,
        Folder.at(folder.resolve("out").toString(), new Configuration()));
    return Probe.of(source);
  }

  /** The text is the second of two, so that one in the wrong place would be seen. */
  private static long[][] batch(int[] tokens) {
    long[][] batch = new long[2][tokens.length];
    for (int t = 0; t < tokens.length; t++) {
      batch[0][t] = 4;
      batch[1][t] = tokens[t];
    }
    return batch;
  }

  private static void compare(List<float[]> logits, Probe probe) {
    assertThat(logits).hasSameSizeAs(probe.logProbabilities());
    for (int t = 0; t < logits.size(); t++) {
      double sum = 0;
      for (float logit : logits.get(t)) {
        sum += Math.exp(logit);
      }
      for (int id = 0; id < logits.get(t).length; id++) {
        assertThat(logits.get(t)[id] - Math.log(sum))
            .isCloseTo(probe.logProbabilities()[t][id], ROUNDING);
      }
    }
  }
}
