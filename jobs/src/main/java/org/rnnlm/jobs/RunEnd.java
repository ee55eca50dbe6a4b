package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.text.Text;
import org.rnnlm.train.Sitting;

/** What a training ends with: what came of it, where that is, and what one does next. */
final class RunEnd {
  private RunEnd() {}

  /**
   * The lines of it.
   *
   * @param run where it is
   * @param data that it was trained on
   * @param end what the sitting came to
   * @param setup what the run was to be
   */
  static List<String> lines(String run, String data, Sitting.End end, RunSetup setup) {
    List<String> lines = new ArrayList<>();
    if (!end.faults().none()) {
      lines.add("survived   " + end.faults().summary());
    }
    end.state()
        .best()
        .ifPresent(
            best -> {
              lines.add(
                  Text.format(
                      "best       %s: valid %.4f nats", place(best, end.state()), best.loss()));
              lines.add(Text.format("report     %s/report.html%s", run, samples(run, setup)));
              lines.add(
                  Text.format(
                      "next       submit/rnnlm evaluate --checkpoint %s --data %s; submit/rnnlm"
                          + " %s --checkpoint %s",
                      run, data, use(setup.model()), run));
            });
    if (end.state().best().isEmpty()) {
      lines.add("run        " + run);
    }
    return lines;
  }

  /** Returns the epoch that a validation was after, or the round within one. */
  private static String place(Validation best, TrainingState state) {
    return state.epochs().stream()
        .filter(epoch -> epoch.rounds() == best.round())
        .map(epoch -> "epoch " + epoch.epoch())
        .findFirst()
        .orElseGet(
            () ->
                Text.format(
                    "round %d, within epoch %d", best.round(), 1 + epochsBefore(best, state)));
  }

  private static long epochsBefore(Validation validation, TrainingState state) {
    return state.epochs().stream().filter(epoch -> epoch.rounds() < validation.round()).count();
  }

  private static String samples(String run, RunSetup setup) {
    return setup.run().samples().anything() ? Text.format("; samples in %s/samples", run) : "";
  }

  /** Returns the command that a model is made for. */
  private static String use(ModelSpec model) {
    if (model.ofPairs()) {
      return "translate";
    }
    return switch (model.head().kind()) {
      case EVERY_STEP, NEXT_TOKEN -> "generate";
      case CLASS -> "classify";
      case TAGS -> "tag";
    };
  }

  /** Returns the same for programs; without a best epoch where there is none yet. */
  static Map<String, Object> fields(String run, Sitting.End end) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", run);
    fields.put("report", run + "/report.html");
    fields.put("faults", end.faults());
    end.state().bestEpoch().ifPresent(epoch -> fields.put("best", epoch));
    end.state().best().ifPresent(validation -> fields.put("bestValidation", validation));
    return fields;
  }
}
