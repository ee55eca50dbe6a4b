package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   */
  static List<String> lines(String run, String data, Faults survived, Optional<EpochMetrics> best) {
    List<String> lines = new ArrayList<>();
    if (!survived.none()) {
      lines.add("survived   " + survived.summary());
    }
    best.ifPresent(
        epoch -> {
          lines.add(
              Text.format(
                  "best       epoch %d: valid %.4f nats", epoch.epoch(), epoch.validLoss()));
          lines.add(Text.format("report     %s/report.html; samples in %s/samples", run, run));
          lines.add(
              Text.format(
                  "next       submit/rnnlm evaluate --checkpoint %s --data %s; submit/rnnlm"
                      + " generate --checkpoint %s",
                  run, data, run));
        });
    lines.add("run        " + run);
    return lines;
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
