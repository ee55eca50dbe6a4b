package org.rnnlm.jobs.specs;

import java.util.List;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.layer.ActivationPenalty;
import org.rnnlm.model.Clipping;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.train.Averaging;
import org.rnnlm.train.AveragingSpec;
import org.rnnlm.train.BatchSpec;
import org.rnnlm.train.ClassWeights;
import org.rnnlm.train.FrozenLayers;
import org.rnnlm.train.LearningRate;
import org.rnnlm.train.Patience;
import org.rnnlm.train.Plateau;
import org.rnnlm.train.RoundLengths;
import org.rnnlm.train.TrainingSpec;
import org.rnnlm.train.WeightAverage;
import org.rnnlm.train.WindowLengths;
import org.rnnlm.train.outer.OuterSpec;

/** How a model is trained: {@code train}, and what computes it. */
public final class TrainingSpecs {
  private TrainingSpecs() {}

  public static TrainingSpec of(Settings settings) {
    return of(settings, ModelSpecs.of(settings));
  }

  /**
   * Makes it for a model of the same settings.
   *
   * @throws SettingsException if a setting is wrong, or the model cannot be trained so
   */
  public static TrainingSpec of(Settings settings, ModelSpec model) {
    Averaging averaging = settings.choice("train.averaging", Averaging.class);
    double norm = settings.decimal("train.clip-norm", 0, Double.MAX_VALUE);
    double most = averaging == Averaging.DL4J && norm > 0 ? 0 : Double.MAX_VALUE;
    int workers = settings.integer("train.workers", 1, 1 << 16);
    int batchSize = settings.integer("train.batch-size", 1, 1 << 16);
    RoundLengths rounds = rounds(settings, workers);
    OuterSpec outer = OuterSpecs.of(settings);
    OptimizerSpec optimizer = OptimizerSpecs.of(settings);
    int epochs = settings.integer("train.epochs", 1, Limits.ANY);
    LearningRate learningRate =
        learningRate(settings, OuterSpecs.rateScale(settings, outer, optimizer.method(), workers));
    Patience stop =
        new Patience(settings.integer("train.stop-patience", 0, Limits.ANY), improvement(settings));
    Clipping clipping = new Clipping(settings.decimal("train.clip-value", 0, most), norm);
    int accumulated = settings.integer("train.accumulate-batches", 1, 1 << 16);
    WindowLengths windows = windows(settings);
    int window = windows.base();
    ComputeSpec compute = ComputeSpecs.of(settings);
    long seed = Limits.seed(settings, "train.seed");
    ClassWeights classWeights = classWeights(settings);
    refuseForHead(settings, model, window, classWeights);
    settings.together("compute.kernel", () -> Networks.supported(model, compute));
    refuseForPairs(settings, model, averaging, window);
    refuseForBaselines(settings, averaging, compute, optimizer, accumulated);
    refuseForAbsence(settings, averaging);
    BatchSpec batches =
        settings.together(
            "train.accumulate-batches", () -> new BatchSpec(batchSize, accumulated, windows));
    FrozenLayers frozen = new FrozenLayers(settings.texts("train.freeze"));
    TrainingSpec training =
        settings.together(
            "train.window",
            () ->
                new TrainingSpec(
                    new AveragingSpec(averaging, workers, rounds, outer),
                    batches,
                    epochs,
                    optimizer,
                    learningRate,
                    stop,
                    clipping,
                    compute,
                    seed));
    TrainingSpec weighted =
        settings.together("train.class-weights", () -> training.with(classWeights));
    TrainingSpec thawed = settings.together("train.freeze", () -> weighted.with(frozen.in(model)));
    ActivationPenalty penalty = penalty(settings, model);
    WeightAverage average = average(settings);
    return settings.together("train.weight-average", () -> thawed.with(penalty).with(average));
  }

  private static ActivationPenalty penalty(Settings settings, ModelSpec model) {
    ActivationPenalty penalty =
        new ActivationPenalty(
            settings.decimal("train.activation-regularization", 0, Double.MAX_VALUE),
            settings.decimal("train.temporal-regularization", 0, Double.MAX_VALUE));
    if (!penalty.none() && model.head().kind() != Head.EVERY_STEP) {
      throw settings.refused(
          "train.activation-regularization",
          "it and train.temporal-regularization are of models that predict at every step; set both"
              + " to 0, or model.head = every-step");
    }
    return penalty;
  }

  private static WeightAverage average(Settings settings) {
    return new WeightAverage(
        settings.choice("train.weight-average", WeightAverage.Kind.class),
        settings.integer("train.average-patience", 0, Limits.ANY),
        settings.decimal("train.average-decay", Limits.ABOVE_ZERO, Limits.BELOW_ONE));
  }

  private static WindowLengths windows(Settings settings) {
    int base = settings.integer("train.window", 0, Limits.ANY);
    double halving = settings.decimal("train.window-halving", 0, Limits.BELOW_ONE);
    double deviation = settings.decimal("train.window-deviation", 0, Double.MAX_VALUE);
    return settings.together("train.window", () -> new WindowLengths(base, halving, deviation));
  }

  private static RoundLengths rounds(Settings settings, int workers) {
    int given = settings.integer("train.round-batches", 0, Limits.ANY);
    int full = given == 0 ? RoundLengths.fullFor(workers) : given;
    int first = Math.min(full, settings.integer("train.first-round-batches", 0, Limits.ANY));
    double growth = settings.decimal("train.round-growth", 1, Double.MAX_VALUE);
    boolean alike = settings.choice("train.averaging", Averaging.class) == Averaging.DL4J;
    if (first == 0 || first == full || alike) {
      return RoundLengths.constant(full);
    }
    return settings.together("train.round-growth", () -> new RoundLengths(first, growth, full));
  }

  private static LearningRate learningRate(Settings settings, double scale) {
    return new LearningRate(
        settings.choice("train.schedule", LearningRate.Schedule.class),
        scale * settings.decimal("train.learning-rate", Limits.ABOVE_ZERO, Double.MAX_VALUE),
        settings.longInteger("train.warm-up-tokens", 0, Long.MAX_VALUE),
        new Plateau(
            new Patience(
                settings.integer("train.plateau-patience", 1, Limits.ANY), improvement(settings)),
            settings.decimal("train.plateau-factor", Limits.ABOVE_ZERO, Limits.BELOW_ONE)));
  }

  private static double improvement(Settings settings) {
    return settings.decimal("train.improvement", 0, Double.MAX_VALUE);
  }

  private static void refuseForBaselines(
      Settings settings,
      Averaging averaging,
      ComputeSpec compute,
      OptimizerSpec optimizer,
      int accumulated) {
    boolean baseline = averaging == Averaging.DL4J || compute.layers() == ComputeSpec.Layers.DL4J;
    if (baseline && !optimizer.plain().equals(OptimizerSpec.ADAM.plain())) {
      throw settings.refused(
          "train.optimizer",
          "DL4J's layers and averaging, baselines, have Adam as its authors set it alone; leave it,"
              + " beta1, beta2 and weight-decay as they are");
    }
    if (baseline && accumulated > 1) {
      throw settings.refused(
          "train.accumulate-batches",
          "DL4J's layers and averaging, baselines, take a step after each batch; set it to 1");
    }
  }

  private static void refuseForAbsence(Settings settings, Averaging averaging) {
    if (!averaging.isThere()) {
      throw settings.refused(
          "train.averaging",
          "DL4J's training master, a baseline, is in a module of DL4J's that was made for Spark 3"
              + " and is not on the class path; set it to shards");
    }
  }

  private static ClassWeights classWeights(Settings settings) {
    List<String> given = settings.texts("train.class-weights");
    if (given.isEmpty()) {
      return ClassWeights.EQUAL;
    }
    if (given.equals(List.of("balanced"))) {
      return ClassWeights.BALANCED;
    }
    return settings.together(
        "train.class-weights",
        () -> ClassWeights.of(given.stream().map(TrainingSpecs::weight).toList()));
  }

  private static double weight(String given) {
    try {
      return Double.parseDouble(given);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'" + given + "' is no number; give [balanced], or a weight for each class", e);
    }
  }

  private static void refuseForHead(
      Settings settings, ModelSpec model, int window, ClassWeights classWeights) {
    if (!classWeights.areEqual() && !model.head().kind().hasClasses()) {
      throw settings.refused(
          "train.class-weights",
          "a model with model.head = "
              + settings.text("model.head")
              + " has no classes to weigh; set it to []");
    }
    if (!classWeights.areEqual() && model.head().isChain()) {
      throw settings.refused(
          "train.class-weights",
          "a CRF tells the tags of whole sentences, whose words have no weights of their own; set"
              + " it to [], or model.tags = softmax");
    }
    if (window > 0 && model.head().kind() != Head.EVERY_STEP) {
      throw settings.refused(
          "train.window",
          "it cuts sequences into windows with a prediction at every step; model.head = "
              + settings.text("model.head")
              + " reads them whole, so set it to 0");
    }
  }

  private static void refuseForPairs(
      Settings settings, ModelSpec model, Averaging averaging, int window) {
    if (model.ofPairs() && window > 0) {
      throw settings.refused(
          "train.window",
          "an encoder and decoder trains whole pairs: what it writes depends on all that it read;"
              + " set it to 0");
    }
    if (model.ofPairs() && averaging == Averaging.DL4J) {
      throw settings.refused(
          "train.averaging",
          "DL4J's training master, a baseline, trains pieces of a stream only; set it to shards");
    }
  }
}
