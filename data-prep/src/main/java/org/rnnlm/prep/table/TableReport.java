package org.rnnlm.prep.table;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.prep.steps.PassedOver;
import org.rnnlm.text.Text;

/**
 * What a person wants to know of a table: {@code report.json}. Beside how long it took all follows
 * from inputs, model and settings.
 *
 * @param command that wrote it
 * @param read rows of the input
 * @param written rows of the table
 * @param bad rows of the input without results, by reason
 * @param examples the first few of each reason: where they are
 * @param leftOut rows of the input that were not written, by reason
 * @param passedOver what lies in the folders of the input and was not read, by reason
 * @param tokens read or written
 * @param unknownShare of the tokens, those that the vocabulary lacks
 * @param perplexity over all predictions; 0 where nothing is scored
 * @param quantiles of the rows' perplexities, by their share: right within 2.2 %
 * @param perplexities how many rows have one below the key, and at least half of it
 * @param groups rows by what they were counted in, such as their classes
 * @param seconds that the job took
 * @param tokensPerSecond all tasks together
 */
public record TableReport(
    String command,
    long read,
    long written,
    Map<String, Long> bad,
    Map<String, List<String>> examples,
    Map<String, Long> leftOut,
    Map<String, PassedOver.Entries> passedOver,
    long tokens,
    double unknownShare,
    double perplexity,
    Map<String, Double> quantiles,
    Map<String, Long> perplexities,
    Map<String, Long> groups,
    double seconds,
    double tokensPerSecond) {
  static final String NAME = "report.json";

  private static final double[] SHARES = {0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};

  static TableReport of(String command, PartTally all, PassedOver passedOver, double seconds) {
    return new TableReport(
        command,
        all.rows(),
        all.written(),
        all.errors(),
        all.examples(),
        all.leftOut(),
        passedOver.byReason(),
        all.tokens(),
        all.tokens() == 0 ? 0 : (double) all.unknown() / all.tokens(),
        all.predictions() == 0 ? 0 : Math.exp(all.nats() / all.predictions()),
        quantiles(all.perplexities()),
        all.perplexities().doublings(),
        all.groups(),
        seconds,
        all.tokens() / Math.max(seconds, 1e-9));
  }

  private static Map<String, Double> quantiles(Spread spread) {
    Map<String, Double> quantiles = new LinkedHashMap<>();
    if (spread.count() > 0) {
      for (double share : SHARES) {
        quantiles.put(Text.format("%.2f", share), spread.quantile(share));
      }
    }
    return quantiles;
  }

  /** Returns whether texts were scored. */
  public boolean isScored() {
    return !quantiles.isEmpty();
  }

  /** Returns how many rows of the input have no results. */
  public long badRows() {
    return bad.values().stream().mapToLong(Long::longValue).sum();
  }
}
