package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.Faults;
import org.rnnlm.text.Text;

/** What a training ends with: what came of it, where that is, and what one does next. */
final class RunEnd {
  private RunEnd() {}

  /**
   * The lines of it.
   *
   * @param run where it is
   * @param data that it was trained on
   * @param survived in this sitting
   * @param best epoch, if there is any yet
   * @param setup what the run was to be
   */
  static List<String> lines(
      String run, String data, Faults survived, Optional<EpochMetrics> best, RunSetup setup) {
    List<String> lines = new ArrayList<>();
    if (!survived.none()) {
      lines.add("survived   " + survived.summary());
    }
    best.ifPresent(
        epoch -> {
          lines.add(
              Text.format(
                  "best       epoch %d: valid %.4f nats", epoch.epoch(), epoch.validLoss()));
          lines.add(Text.format("report     %s/report.html%s", run, samples(run, setup)));
          lines.add(
              Text.format(
                  "next       submit/rnnlm evaluate --checkpoint %s --data %s; submit/rnnlm"
                      + " %s --checkpoint %s",
                  run, data, use(setup.model()), run));
        });
    lines.add("run        " + run);
    return lines;
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
    };
  }

  /** Returns the same for programs; without a best epoch where there is none yet. */
  static Map<String, Object> fields(String run, Faults survived, Optional<EpochMetrics> best) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run", run);
    fields.put("report", run + "/report.html");
    fields.put("faults", survived);
    best.ifPresent(epoch -> fields.put("best", epoch));
    return fields;
  }
}
