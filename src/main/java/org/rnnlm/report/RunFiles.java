package org.rnnlm.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.model.ModelSummary.LayerSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RunDescription;
import org.rnnlm.run.SampleFiles;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.Split;

/**
 * All that a run's folder tells, as far as there is something: runs of earlier versions lack some.
 *
 * @param name of its folder
 * @param settings by key
 * @param description {@code run.json}, if there is one
 * @param curve its rounds
 * @param epochs those that are done
 * @param texts of the newest epochs
 * @param coreSeconds that its workers were busy, all together
 */
record RunFiles(
    String name,
    List<SettingRow> settings,
    Optional<RunDescription> description,
    RoundCurve curve,
    List<EpochMetrics> epochs,
    List<EpochSamples> texts,
    double coreSeconds) {
  /** The column of the loss that no model can beat. */
  static final String FLOOR = "floor";

  private static final int EPOCHS_WITH_TEXT = 20;

  RunFiles {
    settings = List.copyOf(settings);
    epochs = List.copyOf(epochs);
    texts = List.copyOf(texts);
  }

  /**
   * @param epochs that are done, as the newest whole checkpoint has them
   */
  static RunFiles read(Folder run, List<SettingRow> settings, List<EpochMetrics> epochs) {
    List<RoundMetrics> lines = MetricsLog.read(run);
    return new RunFiles(
        run.name(),
        settings,
        RunDescription.read(run),
        RoundCurve.of(lines),
        epochs,
        SampleFiles.of(run).newest(EPOCHS_WITH_TEXT),
        coreSeconds(lines, settings));
  }

  private static double coreSeconds(List<RoundMetrics> lines, List<SettingRow> settings) {
    int workers =
        settings.stream()
            .filter(setting -> setting.key().equals("train.workers"))
            .mapToInt(setting -> Integer.parseInt(setting.value()))
            .findFirst()
            .orElse(1);
    return lines.stream().mapToDouble(line -> line.coreSeconds(workers)).sum();
  }

  /**
   * The epochs of the newest checkpoint that is whole, so that they never go beyond what can be
   * gone on from. All of that checkpoint is read for it.
   *
   * @param passedOver is told of each newer checkpoint that is damaged
   */
  static List<EpochMetrics> epochs(Folder run, Consumer<String> passedOver) {
    return CheckpointStore.of(run).newestWhole(RunFiles::epochs, passedOver).orElse(List.of());
  }

  private static List<EpochMetrics> epochs(Checkpoint checkpoint) {
    checkpoint.proveBut(Set.of(Checkpoint.STATE)); // which is proved as it is read
    return checkpoint.state(TrainingState.class).epochs();
  }

  Optional<EpochMetrics> best() {
    return epochs.stream().min(Comparator.comparingDouble(EpochMetrics::validLoss));
  }

  /** The validation within an epoch whose loss is lower than those after all epochs, if any is. */
  Optional<Validation> bestWithin() {
    double afterEpochs = best().map(EpochMetrics::validLoss).orElse(Double.POSITIVE_INFINITY);
    return curve.lowest().filter(validation -> validation.loss() < afterEpochs);
  }

  /** The lowest loss on the validation split; NaN where it was not scored yet. */
  double bestLoss() {
    return bestWithin()
        .map(Validation::loss)
        .or(() -> best().map(EpochMetrics::validLoss))
        .orElse(Double.NaN);
  }

  Optional<String> setting(String key) {
    return settings.stream()
        .filter(setting -> setting.key().equals(key))
        .map(SettingRow::value)
        .findFirst();
  }

  /** A setting that is a number. */
  Optional<Double> number(String key) {
    try {
      return setting(key).map(Double::valueOf);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Whether it is a classifier or tagger, whose losses are not of tokens: no perplexity. */
  boolean classifies() {
    return epochs.stream().anyMatch(EpochMetrics::ofClasses);
  }

  /** Nats per token with the share of unknown ones, without which a loss says little. */
  String lossUnit() {
    if (classifies()) {
      return description.map(RunDescription::mode).orElse("").equals("tagged")
          ? "nats per word"
          : "nats per text";
    }
    return description
        .map(RunDescription::splits)
        .map(splits -> splits.get(Split.VALID.key()))
        .map(
            valid ->
                valid.unknown() == 0
                    ? "nats per token, none of them unknown"
                    : "nats per token, "
                        + Html.percent(valid.unknownShare())
                        + " of the validation split's unknown")
        .orElse("nats per token");
  }

  /** The loss on the validation split that no model can beat, if it is known. */
  Optional<Double> floor() {
    return description.map(RunDescription::floor).filter(floor -> floor > 0);
  }

  /** Tokens of the training split, which an epoch trains. */
  double epochTokens() {
    long told =
        description
            .map(RunDescription::splits)
            .map(splits -> splits.get(Split.TRAIN.key()))
            .map(RunDescription.Counts::targets)
            .orElse(0L);
    if (told > 0) {
      return told;
    }
    return epochs.isEmpty() ? Math.max(1, curve.tokens()) : epochs.get(0).tokens();
  }

  /** Returns how many parameters the model has; 0 if that is not known. */
  long parameters() {
    return layers().stream().mapToLong(LayerSummary::parameters).sum();
  }

  /** Returns the layers of the model; none if they are not known. */
  List<LayerSummary> layers() {
    return description.map(known -> known.model().layers()).orElse(List.of());
  }

  /** Over the run so far, validation and checkpoints left out. */
  double tokensPerSecond() {
    return curve.seconds() > 0
        ? curve.tokens() / curve.seconds()
        : last().map(epoch -> epoch.tokens() / epoch.seconds()).orElse(Double.NaN);
  }

  /** Seconds of training so far. */
  double seconds() {
    return Math.max(curve.seconds(), last().map(EpochMetrics::seconds).orElse(0.0));
  }

  private Optional<EpochMetrics> last() {
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /** The names of all measures beside losses that any epoch has. */
  List<String> measures() {
    TreeSet<String> names = new TreeSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.measures().keySet()));
    return List.copyOf(names);
  }

  /** The epochs as columns. */
  Columns epochColumns() {
    Columns columns =
        new Columns()
            .add(Columns.EPOCHS, epochs, EpochMetrics::epoch)
            .add(Columns.TOKENS, epochs, EpochMetrics::tokens)
            .add(Columns.MINUTES, epochs, epoch -> epoch.seconds() / 60)
            .add("trainLoss", epochs, EpochMetrics::trainLoss)
            .add("validLoss", epochs, EpochMetrics::validLoss)
            .add("validPerplexity", epochs, EpochMetrics::validPerplexity)
            .add("trainPerplexity", epochs, epoch -> Math.exp(epoch.trainLoss()))
            .add("epochSeconds", IntStream.range(0, epochs.size()).boxed().toList(), this::took);
    floor().ifPresent(floor -> columns.add(FLOOR, epochs, epoch -> floor));
    measures().forEach(name -> columns.add(name, epochs, epoch -> epoch.measure(name)));
    return columns;
  }

  private double took(int index) {
    double before = index == 0 ? 0 : epochs.get(index - 1).seconds();
    return epochs.get(index).seconds() - before;
  }
}
