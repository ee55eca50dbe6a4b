package org.rnnlm.jobs;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.kernel.CorePeak;
import org.rnnlm.kernel.OneDnn;
import org.rnnlm.kernel.Precision;
import org.rnnlm.text.Text;

/**
 * This core's best products in each precision that it has, measured between a benchmark's turns.
 */
final class BenchmarkPeaks implements AutoCloseable {
  private final Map<Precision, CorePeak> peaks = new EnumMap<>(Precision.class);

  BenchmarkPeaks() {
    if (OneDnn.failure().isEmpty()) {
      peaks.put(Precision.F32, new CorePeak(Precision.F32));
    }
    if (OneDnn.hasBf16()) {
      peaks.put(Precision.BF16, new CorePeak(Precision.BF16));
    }
  }

  void take() {
    peaks.values().forEach(CorePeak::take);
  }

  /**
   * Returns the share of the best product in its precision that a contestant reached, each worker
   * of it.
   */
  double share(BenchmarkTurns of) {
    CorePeak peak = peaks.get(of.precision());
    return peak == null ? 0 : of.gigaflops() / of.workers() / peak.gigaflops();
  }

  /** Returns the peaks for people. */
  String summary() {
    if (peaks.isEmpty()) {
      return "not known without oneDNN";
    }
    return peaks.entrySet().stream()
        .map(
            peak ->
                Text.format(
                    "%.0f GFLOP/s in %s",
                    peak.getValue().gigaflops(), peak.getKey().name().toLowerCase(Locale.ROOT)))
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    peaks.values().forEach(CorePeak::close);
  }
}
