package org.rnnlm.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer;
import org.rnnlm.checkpoint.CheckpointName;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.evaluate.ConfusionTable;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.model.Networks;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.EpochSamples;
import org.rnnlm.run.Faults;
import org.rnnlm.run.MetricsLog;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vectors.PretrainedVectors;

/**
 * A training from start, or from a checkpoint, to its last epoch: rounds, and after each epoch
 * validation, a sample and a checkpoint. Stopping anywhere and resuming from the newest checkpoint
 * gives bit for bit the parameters of a run that was not stopped.
 */
public final class TrainingRun {
  /** The part of a checkpoint that has the settings which it was trained with. */
  public static final String SETTINGS = "settings.conf";

  private final JavaSparkContext spark;
  private final ShardSet data;
  private final ModelSpec model;
  private final TrainingSpec training;
  private final RunSpec run;
  private final RunFolder folder;
  private final TrainingMonitor monitor;

  private Optional<PretrainedVectors> vectors = Optional.empty();
  private Optional<RunClaim> claim = Optional.empty();
  private String settings = "";
  private MultiLayerNetwork network;
  private TrainingState state;
  private MetricsLog metrics;
  private Folder lastCheckpoint;
  private BetweenRounds between;
  private TrainingSpec measured; // the training, its kernels chosen
  private final FaultLog faults = new FaultLog();

  public TrainingRun(
      JavaSparkContext spark,
      ShardSet data,
      ModelSpec model,
      TrainingSpec training,
      RunSpec run,
      RunFolder folder,
      TrainingMonitor monitor) {
    this.spark = spark;
    this.data = data;
    this.model = TrainingFit.on(model, training, data);
    this.training = training;
    this.run = run;
    this.folder = folder;
    this.monitor = monitor;
  }

  /** Lets the embedding start from pretrained vectors, where the run starts at all. */
  public TrainingRun from(PretrainedVectors pretrained) {
    vectors = Optional.of(pretrained);
    return this;
  }

  /** Has the run stop before it writes anything once the claim to it is lost. */
  public TrainingRun under(RunClaim held) {
    claim = Optional.of(held);
    return this;
  }

  /** Trains from fresh weights, and pretrained vectors if there are any. */
  public TrainingState start() {
    network =
        Networks.create(
            model,
            data.vocabulary().size(),
            training.learningRate().peak(),
            training.seed(),
            training.compute());
    vectors.ifPresent(pretrained -> Networks.embed(network, pretrained));
    state =
        TrainingState.start(
            model, data.vocabulary().fingerprint(), trainingData(), data.manifest().mode());
    between = BetweenRounds.start(training, parameters(), folder.folder(), hadoop());
    measured = kernels().measured(training, configuration(), data.manifest().length());
    return train();
  }

  /**
   * Goes on from the newest complete checkpoint that is not damaged, or starts where there is none
   * yet.
   *
   * @param settings to save with the run once the checkpoint is found to fit
   * @throws DataException if the checkpoint is of another model, vocabulary or training data
   */
  public TrainingState resume(String settings) {
    return resume(ResumePoint.newest(folder, monitor::warned), settings);
  }

  /**
   * Goes on from a checkpoint that was read, or starts where there is none yet.
   *
   * @param from the run's newest
   * @param settings to save with the run once the checkpoint is found to fit
   * @throws DataException if the checkpoint is of another model, vocabulary or training data
   */
  public TrainingState resume(Optional<ResumePoint> from, String settings) {
    if (from.isEmpty()) {
      folder.writeSettings(settings);
      return start();
    }
    ResumePoint point = from.get();
    state = point.state();
    requireSame("model", state.model(), model, point);
    requireSame("vocabulary", state.vocabulary(), data.vocabulary().fingerprint(), point);
    requireSame("training data", state.trainingData(), trainingData(), point);
    network = point.network();
    requireSame("kind of layers", layersOf(network), training.compute().layers(), point);
    Networks.use(network, training.compute().kernels());
    between = BetweenRounds.resume(training, folder.folder(), hadoop(), point);
    folder.writeSettings(settings);
    lastCheckpoint = point.folder();
    prune(); // the sitting before may have ended in the middle of it
    measured = kernels().resumed(training, configuration(), data.manifest().length());
    return train();
  }

  /** Of the model, once it has begun. */
  public int parameters() {
    return Math.toIntExact(network.numParams());
  }

  private TrainingKernels kernels() {
    return new TrainingKernels(spark, folder, monitor);
  }

  private MultiLayerConfiguration configuration() {
    return network.getLayerWiseConfigurations();
  }

  private Configuration hadoop() {
    return spark.hadoopConfiguration();
  }

  private static ComputeSpec.Layers layersOf(MultiLayerNetwork network) {
    return KernelLayers.areIn(network) ? ComputeSpec.Layers.RNNLM : ComputeSpec.Layers.DL4J;
  }

  /**
   * SHA-256 over the hashes of the training shards: which sequences a round is of depends on them.
   */
  private String trainingData() {
    return Hashes.sha256(
        data.split(Split.TRAIN).shards().stream()
            .map(shard -> shard.file().sha256())
            .collect(Collectors.joining("\n")));
  }

  private static void requireSame(
      String what, Object checkpoint, Object given, ResumePoint origin) {
    if (!checkpoint.equals(given)) {
      throw new DataException(
          origin.folder()
              + " has another "
              + what
              + ": "
              + checkpoint
              + ", and not "
              + given
              + "; resume with the data and settings it was trained with");
    }
  }

  private TrainingState train() {
    settings = folder.settings();
    if (state.position().epoch() >= training.epochs()) {
      monitor.warned(
          Text.format(
              "all %d epochs are trained already, so there is nothing to do; a larger train.epochs goes on",
              state.position().epoch()));
    }
    metrics = MetricsLog.open(folder.folder(), state.position().rounds());
    monitor.built(
        ModelSummary.of(network.getLayerWiseConfigurations(), data.manifest().sequences()));
    monitor.started(state, memory());
    spark.sc().addSparkListener(faults);
    try {
      while (state.position().epoch() < training.epochs()) {
        trainEpoch();
        finishEpoch();
      }
    } finally {
      spark.sc().removeSparkListener(faults);
    }
    between.finish();
    return state;
  }

  /** Whether it got as far as its first round; what fails before is refused for good reason. */
  public boolean begun() {
    return metrics != null;
  }

  /** How far the run has come; nothing before it has begun. */
  public Optional<TrainingState> state() {
    return Optional.ofNullable(state);
  }

  /** What this sitting survived so far. */
  public Faults faults() {
    return faults.total();
  }

  /**
   * The newest checkpoint that this sitting knows to be complete: its own, or what it began from.
   */
  public Optional<Folder> lastCheckpoint() {
    return Optional.ofNullable(lastCheckpoint);
  }

  private MemoryEstimate memory() {
    return MemoryEstimate.of(model, training, data.vocabulary().size(), data.manifest().length());
  }

  private void trainEpoch() {
    ShardTrainingMaster master =
        new ShardTrainingMaster(
            data, measured.after(state.epochs()), state.position(), between, this::roundDone);
    switch (training.averaging()) {
      case SHARDS ->
          new SparkDl4jMultiLayer(spark, network, master)
              .fitPaths(spark.parallelize(ShardTrainingMaster.trainingPaths(data)));
      case DL4J -> trainEpochByDl4j(master);
    }
  }

  private void trainEpochByDl4j(ShardTrainingMaster master) {
    long start = System.nanoTime();
    BatchPlan plan = ShardTrainingMaster.plan(data, training, state.position());
    int epoch = state.position().epoch();
    int length = data.manifest().length();
    network.setLearningRate(master.epochLearningRate()); // DL4J reports no rounds, so once an epoch
    double loss =
        new Dl4jAveraging(spark, training, plan)
            .trainEpoch(network, master.task(network, spark), epoch, length);
    long targets = data.split(Split.TRAIN).targets();
    TrainingPosition before = state.position();
    TrainingPosition after =
        new TrainingPosition(
            epoch, plan.rounds(), before.rounds() + plan.rounds(), before.tokens() + targets);
    double seconds = state.seconds() + (System.nanoTime() - start) / 1e9;
    state =
        new TrainingState(
            model,
            state.vocabulary(),
            state.trainingData(),
            state.sequences(),
            after,
            loss * targets,
            targets,
            seconds,
            state.epochs());
  }

  private void roundDone(RoundReport report, MultiLayerNetwork averaged) {
    claim.ifPresent(RunClaim::requireNotLost);
    state = state.afterRound(report);
    metrics.add(RoundMetrics.of(report, faults.next()));
    monitor.roundDone(report, state);
    boolean due =
        run.checkpointRounds() > 0 && report.position().rounds() % run.checkpointRounds() == 0;
    if (due && report.position().round() < report.roundsInEpoch()) {
      checkpoint("");
    }
  }

  private void finishEpoch() {
    EpochScores scores = EpochScores.of(spark, network, measured.compute().kernels(), data);
    Score score = scores.valid();
    TrainingPosition position = state.position();
    if (!Double.isFinite(score.perplexity()) || !Double.isFinite(state.epochLoss())) {
      throw DivergedException.after(
          position.epoch() + 1); // the perplexity is the first to overflow
    }
    warnOfLearningNothing();
    EpochMetrics epoch =
        new EpochMetrics(
            position.epoch() + 1,
            position.rounds(),
            position.tokens(),
            state.epochLoss(),
            score.loss(),
            score.perplexity(),
            state.seconds(),
            scores.measures(),
            scores.confusion());
    state = state.afterEpoch(epoch);
    requireClaim(); // before samples
    monitor.epochDone(epoch, sample(score, epoch.epoch()), checkpoint(label(epoch)));
  }

  private void warnOfLearningNothing() {
    double ignorance = Math.log(model.head().outputs(data.vocabulary().size()));
    if (state.epochLoss() > ignorance) {
      monitor.warned(
          Text.format(
              "epoch %d lost %.4f nats per prediction, and a model that has learnt nothing loses %.4f; lower train.learning-rate, or set train.warm-up-tokens",
              state.position().epoch() + 1, state.epochLoss(), ignorance));
    }
  }

  /** A text; of a classifier, which writes none, how it did on the validation split. */
  private String sample(Score valid, int epoch) {
    if (model.head().kind() == Head.CLASS) {
      String table = ConfusionTable.of(valid.confusion(), model.head().reads().classes());
      folder.samples().write(epoch, table);
      return table;
    }
    if (model.ofPairs()) {
      String written = PairSample.of(network, data);
      folder.samples().write(epoch, written);
      return written;
    }
    EpochSamples samples = SampleWriter.write(network, data, run.samples(), epoch);
    folder.samples().write(samples);
    return samples.shown();
  }

  /** What is known of an epoch's checkpoint before it is written. */
  private String label(EpochMetrics epoch) {
    return Text.format("%s-epoch-%02d-loss-%.4f", model.label(), epoch.epoch(), epoch.validLoss());
  }

  private Folder checkpoint(String label) {
    long start = System.nanoTime();
    requireClaim();
    metrics.write();
    Folder written =
        checkpoints()
            .write(
                new CheckpointName(state.position().rounds(), label),
                network,
                data.vocabulary(),
                state,
                parts());
    lastCheckpoint = written;
    prune();
    monitor.checkpointDone(written, (System.nanoTime() - start) / 1e9);
    return written;
  }

  private void requireClaim() {
    claim.ifPresent(RunClaim::require);
  }

  private CheckpointStore checkpoints() {
    return folder.checkpoints().guardedBy(this::requireClaim);
  }

  private List<CheckpointPart> parts() {
    List<CheckpointPart> parts = new ArrayList<>(between.parts());
    byte[] text = settings.getBytes(StandardCharsets.UTF_8);
    parts.add(new CheckpointPart(SETTINGS, out -> out.write(text)));
    return parts;
  }

  private void prune() {
    checkpoints().prune(run.retention(), state.position().rounds(), state.bestRounds());
  }
}
