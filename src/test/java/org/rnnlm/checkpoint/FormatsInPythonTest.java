package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.exchange.Python;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** The page of file formats is enough to compute a model by: its Python is run as it stands. */
class FormatsInPythonTest {
  private static final Pattern PYTHON = Pattern.compile("(?s)```python\n(.*?)```");

  @TempDir private Path folder;

  @Test
  void theLinesOnThePageSayWhatTheModelSays() throws IOException, InterruptedException {
    Optional<String> python = Python.having("numpy");
    if (python.isEmpty()) {
      System.out.println("FormatsInPythonTest skips: no python3 here has numpy");
    }
    assumeTrue(python.isPresent(), "no python3 here has numpy");
    Vocabulary vocabulary = SampleShardSet.vocabulary();
    MultiLayerNetwork network =
        Networks.create(ModelSpec.of(Cell.LSTM, 1, 7), vocabulary.size(), 0.01, 3);
    Folder checkpoint =
        CheckpointStore.of(Folder.at(folder.toString(), new Configuration(false)))
            .write(120, network, vocabulary, List.of());

    String page = Files.readString(Path.of("FORMATS.md"));
    String part = page.substring(page.indexOf("## Checkpoints"), page.indexOf("## A run's"));
    String lines =
        PYTHON
            .matcher(part)
            .results()
            .map((MatchResult block) -> block.group(1))
            .collect(Collectors.joining("\n"));
    assertThat(lines).contains("RUN/checkpoints/round-…");
    Path script = folder.resolve("page.py");
    Files.writeString(
        script,
        lines.replace("RUN/checkpoints/round-…", folder + "/checkpoints/" + checkpoint.name()));
    String said = Python.run(python.get(), script);

    double[] expected = expected(network, vocabulary.size());
    String[] found = said.replaceAll("[\\[\\]\n]", " ").strip().split(" +");
    assertThat(found).hasSameSizeAs(expected);
    for (int id = 0; id < expected.length; id++) {
      assertThat(Double.parseDouble(found[id])).isCloseTo(expected[id], within(1e-6));
    }
  }

  /** After the tokens on the page. */
  private static double[] expected(MultiLayerNetwork network, int size) {
    DataSet arrays =
        SequenceArrays.of(
            List.of(new TokenSequence(0, 0, new int[] {3, 5, 4, 6, 0})),
            TokenInput.of(network),
            size,
            Padding.NONE,
            Head.EVERY_STEP);
    INDArray output = network.output(arrays.getFeatures(), false);
    double[] last = new double[size];
    for (int id = 0; id < size; id++) {
      last[id] = output.getDouble(0, id, 3);
    }
    return last;
  }
}
