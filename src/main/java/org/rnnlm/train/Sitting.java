package org.rnnlm.train;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.Folder;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.text.Text;

/**
 * One process's training of a run, which has its network, and stands where the run starts or goes
 * on: rounds, and after each epoch validation, a sample and a checkpoint. What fails before there
 * is one is refused for good reason; what fails after that leaves a run that can be resumed.
 */
public final class Sitting {
  /**
   * What a sitting came to.
   *
   * @param state where the run stands at its end
   * @param faults that it survived
   * @param parameters of the model
   */
  public record End(TrainingState state, Faults faults, int parameters) {}

  private final TrainingRun run;
  private final MultiLayerNetwork network;
  private final TrainingState from;
  private final BetweenRounds between;
  private final RunCheckpoints checkpoints;
  private final TrainingSpec training;
  private final MetricsLog metrics;
  private final EpochTrainer epochs;
  private final FaultLog faults = new FaultLog();

  /**
   * @param from where the network stands
   * @param training the run's, its kernels chosen
   */
  Sitting(
      TrainingRun run,
      MultiLayerNetwork network,
      TrainingState from,
      BetweenRounds between,
      RunCheckpoints checkpoints,
      TrainingSpec training) {
    this.run = run;
    this.network = network;
    this.from = from;
    this.between = between;
    this.checkpoints = checkpoints;
    this.training = training;
    this.metrics = MetricsLog.open(run.folder().folder(), from.position().rounds());
    this.epochs =
        switch (training.averaging()) {
          case SHARDS ->
              new ShardAveraging(run.spark(), run.data(), training, between, this::roundDone);
          case DL4J -> new Dl4jAveraging(run.spark(), run.data(), training);
        };
  }

  /**
   * Trains to the run's last epoch.
   *
   * @throws DivergedException if a loss is no finite number
   * @throws ClaimLostException if another driver has taken the run
   */
  public End train() {
    warnIfDone();
    run.monitor()
        .built(
            ModelSummary.of(
                network.getLayerWiseConfigurations(), run.data().manifest().sequences()));
    run.monitor().started(from, memory());
    run.spark().sc().addSparkListener(faults);
    TrainingState state = from;
    try {
      while (state.position().epoch() < training.epochs()) {
        state = finished(epochs.train(network, state));
      }
    } finally {
      run.spark().sc().removeSparkListener(faults);
    }
    between.finish();
    return new End(state, faults.total(), Math.toIntExact(network.numParams()));
  }

  private void warnIfDone() {
    if (from.position().epoch() >= training.epochs()) {
      run.monitor()
          .warned(
              Text.format(
                  "all %d epochs are trained already, so there is nothing to do; a larger"
                      + " train.epochs goes on",
                  from.position().epoch()));
    }
  }

  private MemoryEstimate memory() {
    return MemoryEstimate.of(run.model(), run.training(), run.data());
  }

  /** Returns the newest checkpoint that this sitting knows to be complete; any thread may ask. */
  public Optional<Folder> lastCheckpoint() {
    return checkpoints.last();
  }

  private void roundDone(RoundReport report, TrainingState state) {
    run.claim().ifPresent(RunClaim::requireNotLost);
    metrics.add(RoundMetrics.of(report, faults.next()));
    run.monitor().roundDone(report, state);
    TrainingPosition position = report.position();
    if (checkpoints.dueAfter(position.rounds()) && position.round() < report.roundsInEpoch()) {
      checkpoint(state, "");
    }
  }

  /** Returns where the run stands once a trained epoch is scored and has its checkpoint. */
  private TrainingState finished(TrainingState trained) {
    EpochScores scores =
        EpochScores.of(run.spark(), network, training.compute().kernels().unmeasured(), run.data());
    Score valid = scores.valid();
    EpochMetrics epoch = scores.metrics(trained);
    if (!Double.isFinite(valid.perplexity()) || !Double.isFinite(trained.epochLoss())) {
      throw DivergedException.after(epoch.epoch()); // the perplexity is the first to overflow
    }
    warnOfLearningNothing(epoch);
    TrainingState state = trained.afterEpoch(epoch);
    checkpoints.requireClaim(); // before samples
    String sample = EpochSample.write(run, network, valid, epoch.epoch());
    run.monitor().epochDone(epoch, sample, checkpoint(state, label(epoch)));
    return state;
  }

  private void warnOfLearningNothing(EpochMetrics epoch) {
    double ignorance = Math.log(run.model().head().outputs(run.data().vocabulary().size()));
    if (epoch.trainLoss() > ignorance) {
      run.monitor()
          .warned(
              Text.format(
                  "epoch %d lost %.4f nats per prediction, and a model that has learnt nothing"
                      + " loses %.4f; lower train.learning-rate, or set train.warm-up-tokens",
                  epoch.epoch(), epoch.trainLoss(), ignorance));
    }
  }

  private String label(EpochMetrics epoch) {
    return Text.format(
        "%s-epoch-%02d-loss-%.4f", run.model().label(), epoch.epoch(), epoch.validLoss());
  }

  private Folder checkpoint(TrainingState state, String label) {
    long start = System.nanoTime();
    checkpoints.requireClaim();
    metrics.write();
    Folder written = checkpoints.write(network, state, label);
    run.monitor().checkpointDone(written, (System.nanoTime() - start) / 1e9);
    return written;
  }
}
