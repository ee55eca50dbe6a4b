package org.rnnlm.tensorboard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.Folder;
import org.rnnlm.layer.GateActivations;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RunScalars;
import org.rnnlm.run.SampleFiles;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.text.Text;

/**
 * The event files of a run, in its folder {@code tensorboard}: one with each checkpoint, of the
 * rounds since the one before, since storage such as S3 cannot append. They follow from {@code
 * metrics.jsonl} and the checkpoint's state, so a run that is resumed goes on with them, and what a
 * crash kept from being written comes with the next. Their names order them, as TensorBoard reads
 * them; a step is a trained token.
 */
public final class EventFiles {
  private static final String FOLDER = "tensorboard";
  private static final Pattern NAME =
      Pattern.compile("events\\.out\\.tfevents\\.(\\d{10})\\.rnnlm");
  private static final int SAMPLES = 1;

  private final Folder run;
  private final Folder files;

  private EventFiles(Folder run) {
    this.run = run;
    this.files = run.child(FOLDER);
  }

  /** Returns those of a run, of which there may be none yet. */
  public static EventFiles of(Folder run) {
    return new EventFiles(run);
  }

  /**
   * Writes what is new where a checkpoint was written.
   *
   * @param network that the checkpoint holds, whose weights are counted up
   * @param sample sequences as the network reads them, [1, …, time] each, on which its gates are
   *     looked at
   */
  public void write(TrainingState state, MultiLayerNetwork network, List<INDArray> sample) {
    int rounds = state.position().rounds();
    written().tailMap(rounds, true).values().forEach(files::delete); // of rounds done again
    int told = written().isEmpty() ? 0 : written().lastKey();
    double now = Instant.now().toEpochMilli() / 1e3;
    EventRecords records = new EventRecords().add(Event.version(now));
    List<RoundMetrics> lines =
        MetricsLog.read(run).stream()
            .filter(line -> line.round() > told && line.round() <= rounds)
            .toList();
    double wall = now - lines.stream().mapToDouble(RoundMetrics::seconds).sum();
    for (RoundMetrics line : lines) {
      wall += line.seconds();
      records.add(round(line, wall).message());
    }
    state.validations().stream()
        .filter(validation -> validation.round() > told)
        .forEach(validation -> records.add(validation(validation, now).message()));
    state.epochs().stream()
        .filter(epoch -> epoch.rounds() > told)
        .forEach(epoch -> records.add(epoch(epoch, now).message()));
    Event histograms = new Event(now, state.position().tokens());
    weights(histograms, network);
    gates(histograms, network, sample);
    records.add(histograms.message());
    files.publish(Text.format("events.out.tfevents.%010d.rnnlm", rounds), records.toBytes());
  }

  /** Returns the files by the last round that they tell of. */
  private TreeMap<Integer, String> written() {
    return files.files().stream()
        .map(NAME::matcher)
        .filter(Matcher::matches)
        .collect(
            Collectors.toMap(
                match -> Integer.valueOf(match.group(1)),
                Matcher::group,
                (one, other) -> one,
                TreeMap::new));
  }

  private static Event round(RoundMetrics line, double wall) {
    return scalars(new Event(wall, line.tokens()), RunScalars.of(line));
  }

  private static Event validation(Validation validation, double wall) {
    return scalars(new Event(wall, validation.tokens()), RunScalars.of(validation));
  }

  private Event epoch(EpochMetrics epoch, double wall) {
    Event event = scalars(new Event(wall, epoch.tokens()), RunScalars.of(epoch));
    SampleFiles.of(run).newest(SAMPLES).stream()
        .filter(samples -> samples.epoch() == epoch.epoch())
        .flatMap(samples -> samples.samples().stream())
        .forEach(sample -> event.text(tag(sample), indented(sample.text())));
    return event;
  }

  private static Event scalars(Event event, Map<String, Double> scalars) {
    scalars.forEach(event::scalar);
    return event;
  }

  private static String tag(EpochSamples.Sample sample) {
    return sample.drawn() ? "sample/temperature_" + sample.temperature() : "sample";
  }

  private static String indented(String text) {
    return text.lines().map("    "::concat).collect(Collectors.joining("\n"));
  }

  private static void weights(Event event, MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      for (var parameter : layer.paramTable().entrySet()) {
        INDArray values = parameter.getValue();
        event.histogram(
            Text.format("layer%d/%s", layer.getIndex(), parameter.getKey()),
            values.dup().data().asFloat());
      }
    }
  }

  private static void gates(Event event, MultiLayerNetwork network, List<INDArray> sample) {
    for (GateActivations gate : GateActivations.of(network, sample)) {
      event.histogram(Text.format("layer%d/%s_gate", gate.layer(), gate.gate()), gate.open());
    }
  }
}
