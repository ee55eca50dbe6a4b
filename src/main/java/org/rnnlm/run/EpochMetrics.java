package org.rnnlm.run;

import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.AddedLater;

/**
 * An epoch that is done. Losses are per prediction: of a language model a token, of a classifier a
 * sequence.
 *
 * @param epoch counted from 1
 * @param rounds done since the run began
 * @param tokens trained since the run began
 * @param trainLoss nats per prediction, mean over the epoch as it was trained (with DL4J's own
 *     averaging, of its workers' last batches)
 * @param validLoss nats per prediction on the validation split, after the epoch
 * @param validPerplexity its exponential
 * @param seconds of training since the run began, earlier sittings included, validation left out
 * @param measures others, by name: of a classifier {@code train-accuracy}, {@code train-macro-f1},
 *     {@code valid-accuracy} and {@code valid-macro-f1}; of a tagger the same, without {@code
 *     macro-f1} where there are more than 200 tags, and where tags mark spans also {@code
 *     valid-span-precision}, {@code -recall} and {@code -f1} and those of {@code train}; of a
 *     language model none
 * @param confusion of a classifier, or a tagger of 200 tags or fewer, by split
 */
public record EpochMetrics(
    int epoch,
    int rounds,
    long tokens,
    double trainLoss,
    double validLoss,
    double validPerplexity,
    double seconds,
    @AddedLater Map<String, Double> measures,
    @AddedLater Map<String, Confusion> confusion) {
  public EpochMetrics {
    measures = new TreeMap<>(measures);
    confusion = new TreeMap<>(confusion);
  }

  /** Returns whether it is of a classifier or tagger, which tell how often they are right. */
  public boolean ofClasses() {
    return measures.containsKey("valid-accuracy") || !confusion.isEmpty();
  }

  /** Returns a measure by its name; NaN where there is none of that name. */
  public double measure(String name) {
    return measures.getOrDefault(name, Double.NaN);
  }
}
