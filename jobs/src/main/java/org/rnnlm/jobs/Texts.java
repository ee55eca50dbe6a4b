package org.rnnlm.jobs;

import java.util.Map;
import java.util.stream.Collectors;
import org.rnnlm.text.Text;

/** Small texts for people. */
final class Texts {
  private Texts() {}

  /** {@code read 206, kept 105, redirect 100}: the whole first, then what it is made of. */
  static String counts(Map<String, Long> pages) {
    String parts =
        pages.entrySet().stream()
            .filter(entry -> !entry.getKey().equals("read"))
            .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
            .map(entry -> Text.format("%s %,d", entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    return Text.format("read %,d: %s", pages.get("read"), parts);
  }

  /** {@code sentence-too-long 1,200, sentence-too-short 7}. */
  static String listed(Map<String, Long> counts) {
    return counts.entrySet().stream()
        .map(entry -> Text.format("%s %,d", entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** {@code 0:42}, {@code 12:07}, {@code 3:00:10}. */
  static String duration(double seconds) {
    long whole = Math.round(seconds);
    return whole < 3600
        ? Text.format("%d:%02d", whole / 60, whole % 60)
        : Text.format("%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
  }

  /** {@code 812 MiB}, {@code 1.5 GiB}. */
  static String size(long bytes) {
    double mebibytes = bytes / (double) (1 << 20);
    return mebibytes < 1024
        ? Text.format("%.0f MiB", Math.max(1, mebibytes))
        : Text.format("%.1f GiB", mebibytes / 1024);
  }

  /** {@code 0 %}, {@code 1.23 %}; a share that is not zero never reads as if it were. */
  static String share(double share) {
    if (share == 0) {
      return "0 %";
    }
    return share < 0.0001 ? "under 0.01 %" : Text.format("%.2f %%", 100 * share);
  }
}
