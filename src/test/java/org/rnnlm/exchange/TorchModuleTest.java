package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.model.ModelSpec;

/** {@code modeling_rnnlm.py} in PyTorch says what the model says; where a Python has PyTorch. */
class TorchModuleTest {
  private static final double ROUNDING = 1e-5;

  @TempDir private Path folder;

  @Test
  void pyTorchSaysWhatTheModelsSay() throws IOException, InterruptedException {
    Optional<String> python = Python.having("torch");
    if (python.isEmpty()) {
      System.out.println("TorchModuleTest skips: no python3 here has PyTorch (python3-torch)");
    }
    assumeTrue(python.isPresent(), "no python3 here has PyTorch");
    Map<String, List<Probe>> expected = new LinkedHashMap<>();
    List<ModelSpec> models =
        Stream.of(Models.languageModels(), Models.summaries(), Models.pairs())
            .flatMap(List::stream)
            .toList();
    for (int i = 0; i < models.size(); i++) {
      expected.put("model-" + (100 + i), exported(models.get(i), "model-" + (100 + i)));
    }

    List<String> lines = run(python.orElseThrow()).lines().toList();

    assertThat(lines).hasSameSizeAs(models);
    for (String line : lines) {
      JsonNode said = Json.tree(line, "PyTorch");
      String name = said.get("name").asText();
      compare(said.get("logs"), expected.get(name), models.get(lines.indexOf(line)));
    }
  }

  private List<Probe> exported(ModelSpec model, String name) throws IOException {
    Source source = Models.source(model);
    Path target = folder.resolve("models").resolve(name);
    Exporter.write(
        source, ExportFormat.SAFETENSORS, Folder.at(target.toString(), new Configuration()));
    List<Probe> probes = Probe.of(source);
    Files.writeString(target.resolve("probes.json"), Json.line(probes));
    return probes;
  }

  private static void compare(JsonNode logs, List<Probe> probes, ModelSpec model) {
    for (int i = 0; i < probes.size(); i++) {
      double[][] expected = probes.get(i).logProbabilities();
      assertThat(logs.get(i)).as(model.summary()).hasSize(expected.length);
      for (int t = 0; t < expected.length; t++) {
        for (int id = 0; id < expected[t].length; id++) {
          double said = logs.get(i).get(t).get(id).asDouble();
          assertThat(Math.abs(said - expected[t][id]) / Math.max(1, Math.abs(said)))
              .as(model.summary())
              .isLessThan(ROUNDING);
        }
      }
    }
  }

  private String run(String python) throws IOException, InterruptedException {
    Path script = folder.resolve("compare.py");
    try (InputStream in = TorchModuleTest.class.getResourceAsStream("compare.py")) {
      Files.copy(in, script);
    }
    return Python.run(python, script, folder.resolve("models"));
  }
}
