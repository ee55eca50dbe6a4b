package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.text.Text;

/**
 * Trains some batches at rates that rise exponentially, from the first to the last, and tells the
 * loss of each: Smith's range test (arXiv 1506.01186, section 3.3), by which a learning rate is
 * found. One worker trains, in rounds of a batch each, by the trainer's own loop; nothing is
 * validated, sampled or written.
 *
 * @param from the first rate, above 0
 * @param to the last rate, above the first
 * @param batches that are trained, one at each rate
 */
public record RateSweep(double from, double to, int batches) {
  /** Fewer batches say nothing of where a loss falls. */
  public static final int LEAST = 20;

  /** How often it is looked whether the loss has diverged: after each of few batches. */
  private static final int LOOKS = 200;

  public RateSweep {
    if (!(from > 0 && to > from && Double.isFinite(to))) {
      throw new IllegalArgumentException(
          Text.format("rates from %s to %s: the first is above 0, the last above it", from, to));
    }
    if (batches < LEAST) {
      throw new IllegalArgumentException(
          Text.format("%d batches tell too little, it must be at least %d", batches, LEAST));
    }
  }

  /** This is told of every batch. */
  @FunctionalInterface
  public interface Progress {
    /**
     * @param batch counted from 1
     */
    void trained(int batch, double rate, double loss);
  }

  /** Returns the rate of a batch, counted from 0. */
  double rate(int batch) {
    return from * Math.pow(to / from, batch / (batches - 1.0));
  }

  /**
   * Trains from where a run would start, until the loss has diverged or all batches are trained.
   *
   * @param run which is not begun: its workers, rounds, rate, schedule, averages and folder do not
   *     matter
   */
  public RateCurve of(TrainingRun run, Progress progress) {
    MultiLayerNetwork network = run.fresh();
    TrainingSpec training = measured(run, network);
    Configuration hadoop = run.spark().hadoopConfiguration();
    RunFolder nowhere = RunFolder.unwritten("rnnlm-sweep-" + UUID.randomUUID(), hadoop);
    ReplicaKeeping keeping = ReplicaKeeping.of(nowhere, run.model(), training, run.data());
    BetweenRounds between =
        BetweenRounds.start(
            training, Math.toIntExact(network.numParams()), nowhere.folder(), hadoop);
    SweptBatches batches = new SweptBatches(training, progress);
    try {
      while (!batches.isDone()) {
        new ShardRounds(run.data(), batches.next(), batches.position, between, keeping, batches)
            .train(run.spark(), network);
        batches.position = batches.position.nextEpoch();
      }
    } catch (DivergedException e) {
      return batches.curve(OptionalDouble.of(rate(batches.losses.size())));
    } finally {
      ReplicaPool.OF_PROCESS.release(keeping.run());
    }
    return batches.curve(OptionalDouble.empty());
  }

  /** Returns how one worker trains as the run's would, its kernels chosen. */
  private TrainingSpec measured(TrainingRun run, MultiLayerNetwork network) {
    TrainingSpec asked = run.weighted();
    TrainingSpec alone =
        new TrainingSpec(
            AveragingSpec.of(1, 1),
            asked.batches(),
            1,
            asked.optimizer(),
            at(0),
            Patience.ENDLESS,
            asked.clipping(),
            asked.compute(),
            asked.seed(),
            asked.frozen(),
            asked.classWeights(),
            asked.penalty(),
            WeightAverage.NONE);
    if (asked.compute().layers() == ComputeSpec.Layers.DL4J) {
      return alone;
    }
    KernelPlan plan =
        TrainingKernels.measure(
            alone,
            network.getLayerWiseConfigurations(),
            run.data().manifest().length(),
            run.spark(),
            "find a learning rate");
    return alone.with(asked.compute().with(plan));
  }

  private LearningRate at(int batch) {
    return new LearningRate(LearningRate.Schedule.CONSTANT, rate(batch), 0);
  }

  /** The batches that are trained so far. */
  private final class SweptBatches implements RoundListener {
    private final TrainingSpec training;
    private final Progress progress;
    private final List<Double> rates = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private TrainingPosition position = TrainingPosition.START;

    SweptBatches(TrainingSpec training, Progress progress) {
      this.training = training;
      this.progress = progress;
    }

    @Override
    public Optional<TrainingSpec> roundDone(RoundReport report, Runnable current) {
      position = report.position();
      rates.add(report.learningRate());
      losses.add(report.loss());
      progress.trained(losses.size(), report.learningRate(), report.loss());
      return isDone() ? Optional.empty() : Optional.of(next());
    }

    @Override
    public void beforeChange() {
      // nothing of a round is read later
    }

    TrainingSpec next() {
      return training.with(at(losses.size()));
    }

    boolean isDone() {
      boolean looks = losses.size() % Math.max(1, batches / LOOKS) == 0;
      return losses.size() == batches
          || looks && curve(OptionalDouble.empty()).diverging().isPresent();
    }

    RateCurve curve(OptionalDouble broken) {
      return new RateCurve(rates, losses, broken);
    }
  }
}
