package org.rnnlm.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.SampleFiles;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.run.WorkerSpread;
import org.rnnlm.shard.SequenceMode;

class EventFilesTest {
  private static final ModelSpec MODEL =
      ModelSpec.of(Cell.LSTM, 1, 3).with(EmbeddingSpec.trained(2));

  @TempDir private Path folder;

  private final MultiLayerNetwork network = Networks.create(MODEL, 7, 0.01, 1);

  private Folder run() {
    return Folder.at(folder.toString(), new Configuration());
  }

  private static List<INDArray> sample() {
    return List.of(
        SequenceArrays.steps(new int[] {1, 2, 3}, TokenInput.IDS, 7),
        SequenceArrays.steps(new int[] {6}, TokenInput.IDS, 7));
  }

  private static RoundMetrics line(int round) {
    return new RoundMetrics(
        round,
        1,
        100L * round,
        3.0 / round,
        1,
        0.01,
        0,
        round == 1 ? GradientNorms.NONE : new GradientNorms(4, 0.5, 2, 0.25),
        2,
        RoundTime.NONE,
        50,
        WorkerSpread.UNKNOWN,
        0,
        0,
        0,
        0,
        0,
        0);
  }

  private static TrainingState state(
      int rounds, List<EpochMetrics> epochs, Validation... validations) {
    return new TrainingState(
        MODEL,
        "words",
        "shards",
        SequenceMode.STREAM,
        new TrainingPosition(0, rounds, rounds, 100L * rounds),
        0,
        0,
        0,
        epochs,
        List.of(validations),
        List.of());
  }

  private void metrics(int rounds) {
    MetricsLog log = MetricsLog.open(run(), 0);
    for (int i = 1; i <= rounds; i++) {
      log.add(line(i));
    }
    log.write();
  }

  /** A run of three rounds with a checkpoint after two, and one of the epoch's end. */
  private void wholeRun() {
    metrics(2);
    EventFiles.of(run()).write(state(2, List.of(), new Validation(1, 100, 2.5)), network, sample());
    metrics(3);
    SampleFiles.of(run())
        .write(new EpochSamples(1, "", List.of(new EpochSamples.Sample(0.8, "ένα\ntwo"))));
    EpochMetrics epoch =
        new EpochMetrics(1, 3, 300, 1.75, 1.5, 4.5, 6, Map.of("valid-accuracy", 0.75), Map.of());
    EventFiles.of(run())
        .write(state(3, List.of(epoch), new Validation(1, 100, 2.5)), network, sample());
  }

  /** Values by tag and step. */
  private Map<String, EventReader.Field> values(String file) throws IOException {
    Map<String, EventReader.Field> values = new TreeMap<>();
    List<List<EventReader.Field>> events =
        EventReader.records(Files.readAllBytes(folder.resolve("tensorboard").resolve(file)));
    assertThat(events.get(0).get(1).text()).isEqualTo("brain.Event:2");
    for (List<EventReader.Field> event : events.subList(1, events.size())) {
      assertThat(event).extracting(EventReader.Field::number).containsExactly(1, 2, 5);
      assertThat(event.get(0).value()).as("seconds since 1970").isGreaterThan(1.7e9);
      for (EventReader.Field value : event.get(2).message()) {
        List<EventReader.Field> parts = value.message();
        values.put(parts.get(0).text() + " " + (long) event.get(1).value(), parts.get(1));
      }
    }
    return values;
  }

  @Test
  void eachCheckpointAddsAFileOfTheRoundsSinceTheOneBefore() throws IOException {
    wholeRun();
    Map<String, EventReader.Field> first = values("events.out.tfevents.0000000002.rnnlm");
    assertThat(first).containsKeys("layer1/W 200", "layer1/b 200", "layer2/W 200");
    assertThat(first)
        .containsKeys("layer1/input_gate 200", "layer1/forget_gate 200", "layer1/output_gate 200");
    EventReader.Field open = first.get("layer1/forget_gate 200").message().get(2);
    assertThat(open.value()).as("three units, four steps").isEqualTo(12);
    assertThat(first.get("loss/train 100").value()).isEqualTo(3);
    assertThat(first.get("loss/train 200").value()).isEqualTo(1.5);
    assertThat(first.get("loss/valid 100").value()).isEqualTo(2.5);
    assertThat(first.get("gradient_norm/largest 200").value()).isEqualTo(2);
    assertThat(first).doesNotContainKey("gradient_norm/largest 100");

    Map<String, EventReader.Field> second = values("events.out.tfevents.0000000003.rnnlm");
    assertThat(second.get("loss/train 300").value()).isEqualTo(1);
    assertThat(second.get("loss/valid 300").value()).isEqualTo(1.5);
    assertThat(second.get("measures/valid-accuracy 300").value()).isEqualTo(0.75);
    assertThat(second).doesNotContainKeys("loss/train 200", "loss/valid 100");
    assertThat(second.get("sample/temperature_0.8 300").message().get(2).text())
        .isEqualTo("    ένα\n    two");
  }

  @Test
  void roundsThatAreDoneAgainAreToldAgain() throws IOException {
    wholeRun();
    EventFiles.of(run()).write(state(2, List.of()), network, sample());
    assertThat(run().child("tensorboard").files())
        .containsExactly("events.out.tfevents.0000000002.rnnlm");
    assertThat(values("events.out.tfevents.0000000002.rnnlm"))
        .containsKeys("loss/train 100", "loss/train 200");
  }

  @Test
  void histogramsCountEveryValue() {
    float[] values = {-1, 0, 0.5f, 0.5f, 3};
    List<EventReader.Field> histogram = EventReader.message(Histogram.of(values).toBytes());
    assertThat(histogram.subList(0, 5))
        .extracting(EventReader.Field::value)
        .containsExactly(-1.0, 3.0, 5.0, 3.0, 10.5);
    List<Double> limits = decimals(histogram.get(5).bytes());
    List<Double> counts = decimals(histogram.get(6).bytes());
    assertThat(counts.stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(5);
    assertThat(limits).isSorted().hasSameSizeAs(counts);
    assertThat(limits.get(limits.size() - 1)).isCloseTo(3, within(1e-9));
    assertThat(counts.get(counts.size() - 1)).isEqualTo(1);
    assertThat(EventReader.message(Histogram.of(new float[] {2, 2}).toBytes())).hasSize(7);
    assertThat(EventReader.message(Histogram.of(new float[0]).toBytes())).isEmpty();
  }

  private static List<Double> decimals(byte[] packed) {
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    List<Double> values = new ArrayList<>();
    while (in.hasRemaining()) {
      values.add(in.getDouble());
    }
    return values;
  }

  /** The known answer of RFC 3720, appendix B.4: 32 bytes of zeros have the CRC-32C 8a9136aa. */
  @Test
  void checksumsAreThoseOfTheFormat() {
    int crc = 0x8a9136aa;
    int masked = (crc >>> 15 | crc << 17) + 0xa282ead8;
    assertThat(EventReader.masked(new byte[32])).isEqualTo(masked);
  }

  @Test
  void tensorBoardsOwnReaderReadsThem() throws Exception {
    wholeRun();
    String script =
        """
        import sys
        from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
        for name in sys.argv[1:]:
            events = EventAccumulator(name)
            events.Reload()
            tags = events.Tags()
            for tag in sorted(tags['scalars']):
                for one in events.Scalars(tag):
                    print(tag, one.step, one.value)
            print('histograms', len(tags['histograms']))
            for tag in tags['tensors']:
                print(tag, events.Tensors(tag)[0].tensor_proto.string_val[0].decode().split()[0])
        """;
    Path files = folder.resolve("tensorboard");
    String told =
        python(
            script,
            files.resolve("events.out.tfevents.0000000002.rnnlm"),
            files.resolve("events.out.tfevents.0000000003.rnnlm"));
    Assumptions.assumeFalse(
        told.contains("No module named"), "TensorBoard is not installed: " + told);
    assertThat(told)
        .contains("loss/train 200 1.5", "loss/valid 100 2.5", "learning_rate 300")
        .contains("histograms 9", "sample/temperature_0.8 ένα");
  }

  private static String python(String script, Path... files) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-c", script));
    for (Path file : files) {
      command.add(file.toString());
    }
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return told;
    } catch (IOException e) {
      return "No module named python3: " + e.getMessage(); // as good as none
    }
  }
}
