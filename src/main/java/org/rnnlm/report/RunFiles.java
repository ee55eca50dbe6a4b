package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * All that a run's folder tells, as far as there is something: runs of earlier versions lack some.
 *
 * @param name of its folder
 * @param settings by key
 * @param description {@code run.json}, missing if there is none
 * @param curve its rounds
 * @param epochs those that are done
 * @param texts of the newest epochs
 */
record RunFiles(
    String name,
    List<SettingRow> settings,
    JsonNode description,
    RoundCurve curve,
    List<Epoch> epochs,
    List<EpochTexts> texts) {
  private static final int EPOCHS_WITH_TEXT = 20;

  RunFiles {
    settings = List.copyOf(settings);
    epochs = List.copyOf(epochs);
    texts = List.copyOf(texts);
  }

  static RunFiles read(Folder run, List<SettingRow> settings) {
    return new RunFiles(
        run.name(),
        settings,
        description(run),
        RoundCurve.read(run),
        epochs(run),
        EpochTexts.read(run, EPOCHS_WITH_TEXT));
  }

  private static JsonNode description(Folder run) {
    return run.exists(RunDescription.FILE)
        ? Json.tree(run.readText(RunDescription.FILE), run.location(RunDescription.FILE))
        : MissingNode.getInstance();
  }

  /** As the newest checkpoint has them, so that they never go beyond what can be gone on from. */
  private static List<Epoch> epochs(Folder run) {
    List<Epoch> epochs = new ArrayList<>();
    Optional<Checkpoint> newest = CheckpointStore.of(run).latest();
    newest.ifPresent(
        checkpoint ->
            checkpoint
                .state(JsonNode.class)
                .path("epochs")
                .forEach(epoch -> epochs.add(Epoch.of(epoch))));
    return epochs;
  }

  Optional<Epoch> best() {
    return epochs.stream().min(Comparator.comparingDouble(Epoch::validLoss));
  }

  Optional<String> setting(String key) {
    return settings.stream()
        .filter(setting -> setting.key().equals(key))
        .map(SettingRow::value)
        .findFirst();
  }

  /** Tokens of the training split, which an epoch trains. */
  double epochTokens() {
    double told = description.path("splits").path("train").path("targets").doubleValue();
    if (told > 0) {
      return told;
    }
    return epochs.isEmpty() ? Math.max(1, curve.tokens()) : epochs.get(0).tokens();
  }

  /** Of the model; 0 if that is not known. */
  long parameters() {
    long sum = 0;
    for (JsonNode layer : description.path("model").path("layers")) {
      sum += layer.path("parameters").longValue();
    }
    return sum;
  }

  /** Over the run so far, validation and checkpoints left out. */
  double tokensPerSecond() {
    return curve.seconds() > 0
        ? curve.tokens() / curve.seconds()
        : last().map(epoch -> epoch.tokens() / epoch.seconds()).orElse(Double.NaN);
  }

  /** Seconds of training so far. */
  double seconds() {
    return Math.max(curve.seconds(), last().map(Epoch::seconds).orElse(0.0));
  }

  private Optional<Epoch> last() {
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
            .add(Columns.EPOCHS, epochs, Epoch::epoch)
            .add(Columns.TOKENS, epochs, Epoch::tokens)
            .add(Columns.MINUTES, epochs, epoch -> epoch.seconds() / 60)
            .add("trainLoss", epochs, Epoch::trainLoss)
            .add("validLoss", epochs, Epoch::validLoss)
            .add("validPerplexity", epochs, Epoch::validPerplexity)
            .add("trainPerplexity", epochs, epoch -> Math.exp(epoch.trainLoss()))
            .add("epochSeconds", IntStream.range(0, epochs.size()).boxed().toList(), this::took);
    measures().forEach(name -> columns.add(name, epochs, epoch -> epoch.measure(name)));
    return columns;
  }

  private double took(int index) {
    double before = index == 0 ? 0 : epochs.get(index - 1).seconds();
    return epochs.get(index).seconds() - before;
  }
}
