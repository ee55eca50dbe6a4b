package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.evaluate.DynamicEvaluator;
import org.rnnlm.score.Adaptation;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.shard.ShardSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options by which a model goes on learning while it is evaluated. */
final class DynamicOptions {
  @Option(
      names = "--dynamic",
      paramLabel = "RATE",
      description =
          "Lets the model go on learning while it reads a text, or the split of --data as one, by"
              + " this rate, such as 0.1, or 0.002 with --dynamic-rms; each stretch is scored"
              + " before it is learnt from.")
  private Optional<Double> rate;

  @Option(
      names = "--dynamic-steps",
      paramLabel = "N",
      description = "Says how many tokens a stretch is; 20 if not given. 5 suits words.")
  private Optional<Integer> steps;

  @Option(
      names = "--dynamic-decay",
      paramLabel = "D",
      description =
          "Says what share of the way back to the stored weights each step goes, such as 0.02; 0"
              + " if not given.")
  private Optional<Double> decay;

  @Option(
      names = "--dynamic-rms",
      paramLabel = "DATA",
      description =
          "Names the shards that the model was trained on: steps are divided by the root mean"
              + " squares that gradients have on their training split, and the decay is"
              + " proportional to them.")
  private Optional<String> trainedOn;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  boolean given() {
    return rate.isPresent();
  }

  /** Refuses what cannot be meant. */
  void requireFitting() {
    if (rate.isEmpty() && (steps.isPresent() || decay.isPresent() || trainedOn.isPresent())) {
      throw refused("--dynamic-steps, --dynamic-decay and --dynamic-rms are of --dynamic");
    }
    if (given()) {
      plain();
    }
  }

  private Adaptation plain() {
    try {
      return new Adaptation(
          rate.orElseThrow(),
          decay.orElse(0.0),
          steps.orElse(Adaptation.STRETCH),
          Optional.empty());
    } catch (IllegalArgumentException e) {
      throw refused("--dynamic, --dynamic-decay or --dynamic-steps: " + e.getMessage());
    }
  }

  private ParameterException refused(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Returns how a model goes on learning, the sizes of its gradients measured. */
  Adaptation adaptation(TrainedModel model, ScoringModel scoring, Configuration hadoop) {
    Adaptation plain = plain();
    if (trainedOn.isEmpty()) {
      return plain;
    }
    ShardSet data = ShardSet.open(trainedOn.get(), hadoop);
    model.requireVocabularyOf(data);
    return plain.by(DynamicEvaluator.sizes(scoring, plain.stretch(), data));
  }

  /** Returns the fields that programs read; none where nothing is learnt. */
  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    if (given()) {
      fields.put("dynamicRate", rate.get());
      fields.put("dynamicSteps", steps.orElse(Adaptation.STRETCH));
      fields.put("dynamicDecay", decay.orElse(0.0));
      trainedOn.ifPresent(data -> fields.put("dynamicRms", data));
    }
    return fields;
  }
}
