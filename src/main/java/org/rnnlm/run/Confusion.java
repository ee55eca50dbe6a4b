package org.rnnlm.run;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often sequences of each class were taken for which.
 *
 * @param counts by actual class, then by predicted class; empty for language models
 */
public record Confusion(List<List<Long>> counts) implements Serializable {
  /** The confusion of what knows no classes. */
  public static final Confusion NONE = new Confusion(List.of());

  public Confusion {
    counts = counts.stream().map(List::copyOf).toList();
    int classes = counts.size();
    if (counts.stream().anyMatch(row -> row.size() != classes)) {
      throw new IllegalArgumentException("a confusion matrix must be square: " + counts);
    }
  }

  /**
   * Counts sequences.
   *
   * @param actual classes of sequences
   * @param predicted classes of the same
   */
  public static Confusion of(int classes, int[] actual, int[] predicted) {
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < actual.length; i++) {
      counts[actual[i]][predicted[i]]++;
    }
    return of(counts);
  }

  private static Confusion of(long[][] counts) {
    List<List<Long>> rows = new ArrayList<>();
    for (long[] row : counts) {
      rows.add(Arrays.stream(row).boxed().toList());
    }
    return new Confusion(rows);
  }

  /** Returns the counts of both together. */
  public Confusion plus(Confusion other) {
    if (counts.isEmpty()) {
      return other;
    }
    if (other.counts.isEmpty()) {
      return this;
    }
    int classes = counts.size();
    long[][] sum = new long[classes][classes];
    for (int actual = 0; actual < classes; actual++) {
      for (int predicted = 0; predicted < classes; predicted++) {
        sum[actual][predicted] = at(actual, predicted) + other.at(actual, predicted);
      }
    }
    return of(sum);
  }

  public long at(int actual, int predicted) {
    return counts.get(actual).get(predicted);
  }

  public long sequences() {
    return counts.stream().flatMap(List::stream).mapToLong(Long::longValue).sum();
  }

  /** Share of the sequences whose class was predicted. */
  public double accuracy() {
    long right = 0;
    for (int i = 0; i < counts.size(); i++) {
      right += at(i, i);
    }
    return (double) right / sequences();
  }

  /** Share of the sequences predicted to be of a class that are; 0 if none was. */
  public double precision(int of) {
    return share(at(of, of), counts.stream().mapToLong(row -> row.get(of)).sum());
  }

  /** Share of the sequences of a class that were predicted to be; 0 if there are none. */
  public double recall(int of) {
    return share(at(of, of), counts.get(of).stream().mapToLong(Long::longValue).sum());
  }

  private static double share(long part, long of) {
    return of == 0 ? 0 : (double) part / of;
  }

  /** Harmonic mean of precision and recall of a class; 0 if both are. */
  public double f1(int of) {
    double sum = precision(of) + recall(of);
    return sum == 0 ? 0 : 2 * precision(of) * recall(of) / sum;
  }

  /**
   * Returns the mean of the classes' F1, each as much as the other however many sequences it has.
   * Classes that no sequence is of and none was taken for are left out: nothing is known of them.
   */
  public double macroF1() {
    return IntStream.range(0, counts.size())
        .filter(this::occurs)
        .mapToDouble(this::f1)
        .average()
        .orElse(0);
  }

  /** Returns whether a sequence is of a class, or was taken for it. */
  private boolean occurs(int of) {
    return counts.get(of).stream().anyMatch(count -> count > 0)
        || counts.stream().anyMatch(row -> row.get(of) > 0);
  }
}
