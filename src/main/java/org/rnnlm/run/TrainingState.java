package org.rnnlm.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.rnnlm.io.AddedLater;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SequenceMode;

/**
 * What a checkpoint's {@code state.json} holds: all that a run needs to go on, beside the network.
 *
 * @param model the network's specification
 * @param vocabulary fingerprint of the vocabulary
 * @param trainingData SHA-256 over the hashes of the training shards
 * @param sequences how articles became sequences
 * @param position how far the run has come
 * @param epochLossSum nats over the predictions of the running epoch
 * @param epochTokens predictions of the running epoch: a language model's tokens
 * @param seconds of training so far, earlier sittings included
 * @param epochs those that are done
 * @param validations within epochs, in their order
 * @param milestones rounds whose checkpoints stay for good
 */
public record TrainingState(
    ModelSpec model,
    String vocabulary,
    String trainingData,
    @AddedLater SequenceMode sequences,
    TrainingPosition position,
    double epochLossSum,
    long epochTokens,
    double seconds,
    List<EpochMetrics> epochs,
    @AddedLater List<Validation> validations,
    @AddedLater List<Integer> milestones) {
  public TrainingState {
    sequences = sequences == null ? SequenceMode.STREAM : sequences; // there was one mode at first
    epochs = List.copyOf(epochs);
    validations = List.copyOf(validations);
    milestones = List.copyOf(milestones);
  }

  /** Returns the state that a run begins with. */
  public static TrainingState start(
      ModelSpec model, String vocabulary, String trainingData, SequenceMode sequences) {
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        TrainingPosition.START,
        0,
        0,
        0,
        List.of(),
        List.of(),
        List.of());
  }

  /** Returns the state once a round is done. */
  public TrainingState afterRound(RoundReport report) {
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        report.position(),
        epochLossSum + report.lossSum(),
        epochTokens + report.predictions(),
        seconds + report.seconds(),
        epochs,
        validations,
        milestones);
  }

  /**
   * Returns the state once the rounds of an epoch are done that nobody reported one by one.
   *
   * @param lossSum nats over all predictions
   * @param epochSeconds that they took
   */
  public TrainingState afterRounds(
      int rounds, double lossSum, long predictions, double epochSeconds) {
    TrainingPosition end =
        new TrainingPosition(
            position.epoch(), rounds, position.rounds() + rounds, position.tokens() + predictions);
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        end,
        lossSum,
        predictions,
        seconds + epochSeconds,
        epochs,
        validations,
        milestones);
  }

  /** Returns the state once the running epoch is done. */
  public TrainingState afterEpoch(EpochMetrics metrics) {
    List<EpochMetrics> done = new ArrayList<>(epochs);
    done.add(metrics);
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        position.nextEpoch(),
        0,
        0,
        seconds,
        done,
        validations,
        milestones);
  }

  /** Returns the state once the model is scored where it stands, within an epoch. */
  public TrainingState validated(double loss) {
    List<Validation> all = new ArrayList<>(validations);
    all.add(new Validation(position.rounds(), position.tokens(), loss));
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        position,
        epochLossSum,
        epochTokens,
        seconds,
        epochs,
        all,
        milestones);
  }

  /** Returns the state where it stands, whose checkpoint stays for good. */
  public TrainingState milestone() {
    List<Integer> all = new ArrayList<>(milestones);
    all.add(position.rounds());
    return new TrainingState(
        model,
        vocabulary,
        trainingData,
        sequences,
        position,
        epochLossSum,
        epochTokens,
        seconds,
        epochs,
        validations,
        all);
  }

  /**
   * Returns the loss on the validation split where the run stands, if it was scored within an
   * epoch.
   */
  public OptionalDouble validLoss() {
    return validations.stream()
        .filter(validation -> validation.round() == position.rounds())
        .mapToDouble(Validation::loss)
        .findFirst();
  }

  /** Returns the losses on the validation split, within epochs and after them, in their order. */
  public List<Double> validLosses() {
    return scored().stream().map(Validation::loss).toList();
  }

  /** Returns all validations, within epochs and after them, in their order. */
  public List<Validation> scored() {
    TreeMap<Integer, Validation> byRound = new TreeMap<>();
    validations.forEach(validation -> byRound.put(validation.round(), validation));
    epochs.forEach(epoch -> byRound.put(epoch.rounds(), Validation.after(epoch)));
    return List.copyOf(byRound.values());
  }

  /** Nats per prediction over the running epoch so far. */
  public double epochLoss() {
    return epochLossSum / epochTokens;
  }

  /**
   * Returns the rounds after which the model was scored, within epochs and at their ends, that with
   * the lowest validation loss first.
   */
  public List<Integer> bestRounds() {
    return scored().stream()
        .sorted(Comparator.comparingDouble(Validation::loss))
        .map(Validation::round)
        .toList();
  }

  /** Returns the validation with the lowest loss, the earlier of two equal ones. */
  public Optional<Validation> best() {
    return scored().stream().min(Comparator.comparingDouble(Validation::loss));
  }

  /**
   * Returns the lowest validation loss up to the end of an epoch, however far the run went on;
   * infinite where nothing was scored.
   *
   * @param count of epochs
   */
  public double lowestLoss(int count) {
    int last = epochs.size() < count ? Integer.MAX_VALUE : epochs.get(count - 1).rounds();
    return scored().stream()
        .filter(validation -> validation.round() <= last)
        .mapToDouble(Validation::loss)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /** Returns the epoch with the lowest validation loss after it, the earlier of two equal ones. */
  public Optional<EpochMetrics> bestEpoch() {
    return epochs.stream().min(Comparator.comparingDouble(EpochMetrics::validLoss));
  }
}
