package org.rnnlm.train;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.job.JobDescription;
import org.rnnlm.layer.KernelLayers;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.vectors.PretrainedVectors;

/**
 * A training from start, or from a checkpoint, to its last epoch: what is trained, on what, and
 * where to. A {@link Sitting} does it. Stopping anywhere and resuming from the newest checkpoint
 * gives bit for bit the parameters of a run that was not stopped.
 *
 * @param spark that its rounds are jobs of
 * @param data that it trains
 * @param model that it trains, with what it has to know of the data
 * @param training how it trains
 * @param spec what it does beside training
 * @param folder that it writes to
 * @param monitor that is told how it goes
 * @param vectors that the embedding starts from, where the run starts at all
 * @param claim without which it stops before it writes anything more
 * @param ancestor whose weights the run starts from, where it starts at all
 * @param goingOn whether the ancestor's optimizer goes on, too
 */
public record TrainingRun(
    JavaSparkContext spark,
    ShardSet data,
    ModelSpec model,
    TrainingSpec training,
    RunSpec spec,
    RunFolder folder,
    TrainingMonitor monitor,
    Optional<PretrainedVectors> vectors,
    Optional<RunClaim> claim,
    Optional<Ancestor> ancestor,
    boolean goingOn) {
  /** The group of all jobs of a training, by which they can be cancelled. */
  static final String JOBS = "train";

  /** The part of a checkpoint that has the settings which it was trained with. */
  public static final String SETTINGS = "settings.conf";

  /**
   * @throws DataException if the model cannot be trained on the data
   */
  public TrainingRun {
    model = TrainingFit.on(model, training, data);
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(monitor, "monitor");
  }

  /** Makes a run that starts from drawn embeddings and that nobody else can want. */
  public TrainingRun(
      JavaSparkContext spark,
      ShardSet data,
      ModelSpec model,
      TrainingSpec training,
      RunSpec spec,
      RunFolder folder,
      TrainingMonitor monitor) {
    this(
        spark,
        data,
        model,
        training,
        spec,
        folder,
        monitor,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false);
  }

  /** Returns this run, its embedding starting from pretrained vectors, where it starts at all. */
  public TrainingRun from(PretrainedVectors pretrained) {
    return with(Optional.of(pretrained), claim, ancestor, goingOn);
  }

  /**
   * Returns this run, starting from another one's weights, where it starts at all.
   *
   * @param optimizer whether its optimizer goes on, too
   */
  public TrainingRun from(Ancestor other, boolean optimizer) {
    return with(vectors, claim, Optional.of(other), optimizer);
  }

  /** Returns this run, stopping before it writes anything once the claim to it is lost. */
  public TrainingRun under(RunClaim held) {
    return with(vectors, Optional.of(held), ancestor, goingOn);
  }

  private TrainingRun with(
      Optional<PretrainedVectors> pretrained,
      Optional<RunClaim> held,
      Optional<Ancestor> other,
      boolean optimizer) {
    return new TrainingRun(
        spark, data, model, training, spec, folder, monitor, pretrained, held, other, optimizer);
  }

  /** Trains from fresh weights to the last epoch. */
  public TrainingState start() {
    return begin().train().state();
  }

  /**
   * Goes on from the newest complete checkpoint that is not damaged to the last epoch, or starts
   * where there is none yet.
   *
   * @param settings to save with the run once the checkpoint is found to fit
   * @throws DataException if the checkpoint is of another model, vocabulary or training data
   */
  public TrainingState resume(String settings) {
    return goOn(ResumePoint.newest(folder, monitor::warned), settings).train().state();
  }

  /** Begins with fresh weights, or with pretrained vectors or another run's if there are any. */
  public Sitting begin() {
    MultiLayerNetwork network = fresh();
    TrainingState state =
        TrainingState.start(
            model, data.vocabulary().fingerprint(), trainingData(data), data.manifest().mode());
    int parameters = Math.toIntExact(network.numParams());
    BetweenRounds between = BetweenRounds.start(training, parameters, folder.folder(), hadoop());
    RunCheckpoints checkpoints = checkpoints(between, Optional.empty());
    TrainingSpec measured =
        kernels().begun(weighted(), network.getLayerWiseConfigurations(), data.manifest().length());
    return new Sitting(this, network, state, between, checkpoints, measured);
  }

  /** Returns the network that the run starts from. */
  MultiLayerNetwork fresh() {
    MultiLayerNetwork network =
        Networks.create(
            model,
            data.vocabulary().size(),
            training.optimizer(),
            training.learningRate().peak(),
            training.seed(),
            training.compute());
    vectors.ifPresent(pretrained -> Networks.embed(network, pretrained));
    ancestor.ifPresent(other -> other.inherit(network, model, data.vocabulary(), goingOn));
    return network;
  }

  /**
   * Goes on from a checkpoint that was read, or begins where there is none yet.
   *
   * @param from the run's newest
   * @param settings to save with the run once the checkpoint is found to fit
   * @throws DataException if the checkpoint is of another model, vocabulary or training data
   */
  public Sitting goOn(Optional<ResumePoint> from, String settings) {
    if (from.isEmpty()) {
      folder.writeSettings(settings);
      return begin();
    }
    ResumePoint point = from.get();
    requireOfThisRun(point);
    MultiLayerNetwork network = point.network();
    Networks.use(network, training.compute().kernels());
    BetweenRounds between = BetweenRounds.resume(training, folder.folder(), hadoop(), point);
    folder.writeSettings(settings);
    RunCheckpoints checkpoints = checkpoints(between, Optional.of(point.folder()));
    checkpoints.prune(point.state()); // the sitting before may have ended in the middle of it
    TrainingSpec measured =
        kernels()
            .resumed(weighted(), network.getLayerWiseConfigurations(), data.manifest().length());
    return new Sitting(this, network, point.state(), between, checkpoints, measured);
  }

  private void requireOfThisRun(ResumePoint point) {
    TrainingState state = point.state();
    requireSame("model", state.model(), model, point.folder());
    requireOfData(state, data, point.folder());
    requireSame(
        "optimizer",
        OptimizerSpec.in(point.network().getLayerWiseConfigurations()),
        training.optimizer().plain(),
        point.folder());
    requireSame(
        "kind of layers", layersOf(point.network()), training.compute().layers(), point.folder());
  }

  /**
   * Refuses what was trained of other data.
   *
   * @param origin where the state is, for the message
   * @throws DataException if the vocabulary or the training shards were others
   */
  public static void requireOfData(TrainingState state, ShardSet data, Object origin) {
    requireSame("vocabulary", state.vocabulary(), data.vocabulary().fingerprint(), origin);
    requireSame("training data", state.trainingData(), trainingData(data), origin);
  }

  /** Returns the training with the weights of its classes, which may follow from the data. */
  TrainingSpec weighted() {
    ClassWeights asked = training.classWeights();
    if (!asked.balanced() || !asked.values().isEmpty()) {
      return training;
    }
    return JobDescription.during(
        spark,
        JOBS,
        named(folder) + ": count classes",
        () -> training.with(ClassWeights.balancing(ClassCounts.of(spark, data))));
  }

  /** Returns what a run's jobs are called. */
  static String named(RunFolder folder) {
    return "run " + folder.folder().name();
  }

  private static void requireSame(String what, Object checkpoint, Object given, Object origin) {
    if (!checkpoint.equals(given)) {
      throw new DataException(
          origin
              + " has another "
              + what
              + ": "
              + checkpoint
              + ", and not "
              + given
              + "; resume with the data and settings it was trained with");
    }
  }

  private static ComputeSpec.Layers layersOf(MultiLayerNetwork network) {
    return KernelLayers.areIn(network) ? ComputeSpec.Layers.RNNLM : ComputeSpec.Layers.DL4J;
  }

  /**
   * SHA-256 over the hashes of the training shards: which sequences a round is of depends on them.
   */
  private static String trainingData(ShardSet data) {
    return Hashes.sha256(
        data.split(Split.TRAIN).shards().stream()
            .map(shard -> shard.file().sha256())
            .collect(Collectors.joining("\n")));
  }

  private RunCheckpoints checkpoints(BetweenRounds between, Optional<Folder> newest) {
    return new RunCheckpoints(this, between, newest);
  }

  private TrainingKernels kernels() {
    return new TrainingKernels(spark, folder, monitor);
  }

  private Configuration hadoop() {
    return spark.hadoopConfiguration();
  }
}
