package org.rnnlm.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rnnlm.run.Faults;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundPart;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.Validation;

/**
 * The rounds of a run in at most so many points that a page can carry: where there are more rounds,
 * equally many in a row make a point.
 *
 * @param rounds how many there are
 * @param telling rounds that tell what was sent; those of earlier versions do not
 * @param points that they make
 * @param faults what was survived in them
 * @param lowest the validation with the lowest loss within epochs, if there were any
 */
record RoundCurve(
    int rounds, int telling, List<Rounds> points, Faults faults, Optional<Validation> lowest) {
  private static final int MOST = 400;

  RoundCurve {
    points = List.copyOf(points);
  }

  static RoundCurve of(List<RoundMetrics> lines) {
    int each = Math.max(1, (lines.size() + MOST - 1) / MOST);
    List<Rounds> points = new ArrayList<>();
    Faults faults = Faults.NONE;
    double tokens = 0;
    double seconds = 0;
    for (int i = 0; i < lines.size(); i++) {
      Rounds round = Rounds.of(lines.get(i), tokens, seconds);
      if (i % each == 0) {
        points.add(round);
      } else {
        points.set(points.size() - 1, points.get(points.size() - 1).and(round));
      }
      tokens = round.tokens();
      seconds = round.allSeconds();
      faults = faults.plus(lines.get(i).faults());
    }
    int telling = (int) lines.stream().filter(line -> line.sentBytes() > 0).count();
    return new RoundCurve(lines.size(), telling, points, faults, lowest(lines));
  }

  private static Optional<Validation> lowest(List<RoundMetrics> lines) {
    return lines.stream()
        .filter(line -> line.validLoss() > 0)
        .map(line -> new Validation(line.round(), line.tokens(), line.validLoss()))
        .min(Comparator.comparingDouble(Validation::loss));
  }

  /** Returns what workers sent for their mean, in the mean of the rounds that tell it. */
  long sentBytesARound() {
    return telling == 0 ? 0 : points.stream().mapToLong(Rounds::sentBytes).sum() / telling;
  }

  /** Returns what workers stored of what each keeps for itself, in the mean of the same rounds. */
  long keptBytesARound() {
    return telling == 0 ? 0 : points.stream().mapToLong(Rounds::keptBytes).sum() / telling;
  }

  /** Returns where the seconds of all rounds went; less than them where some rounds do not tell. */
  RoundTime time() {
    return points.stream().map(Rounds::time).reduce(RoundTime.NONE, RoundTime::plus);
  }

  double peakLearningRate() {
    return points.stream().mapToDouble(Rounds::learningRate).max().orElse(0);
  }

  double seconds() {
    return points.stream().mapToDouble(Rounds::seconds).sum();
  }

  double tokens() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).tokens();
  }

  /** Returns whether workers were more than one, and their lines tell of them. */
  boolean hasSpread() {
    return points.stream()
        .anyMatch(point -> point.workers().mostLoss() > point.workers().leastLoss());
  }

  /** Returns whether the model was scored within epochs. */
  boolean hasValidations() {
    return points.stream().anyMatch(point -> !Double.isNaN(point.validLoss()));
  }

  /** Returns whether any round tells of its gradients. */
  boolean hasGradients() {
    return points.stream().anyMatch(point -> point.gradients().steps() > 0);
  }

  /**
   * Returns the curve as columns of numbers.
   *
   * @param epochTokens that an epoch has
   */
  Columns columns(double epochTokens) {
    Columns columns =
        new Columns()
            .add(Columns.EPOCHS, points, point -> point.tokens() / epochTokens)
            .add(Columns.TOKENS, points, Rounds::tokens)
            .add(Columns.MINUTES, points, point -> point.allSeconds() / 60)
            .add("loss", points, Rounds::loss)
            .add("learningRate", points, Rounds::learningRate)
            .add("tokensPerSecond", points, Rounds::tokensPerSecond);
    for (RoundPart part : RoundPart.values()) {
      columns.add(column(part), points, point -> point.time().of(part) / point.seconds());
    }
    if (hasGradients()) {
      columns
          .add("meanNorm", points, point -> point.gradients().mean())
          .add("largestNorm", points, point -> point.gradients().largest())
          .add("clipped", points, point -> point.gradients().clipped());
    }
    if (hasSpread()) {
      columns
          .add("leastLoss", points, point -> point.workers().leastLoss())
          .add("mostLoss", points, point -> point.workers().mostLoss())
          .add("leastSeconds", points, point -> point.workers().leastSeconds())
          .add("mostSeconds", points, point -> point.workers().mostSeconds());
    }
    return columns;
  }

  /**
   * Returns the validations within epochs as columns of numbers.
   *
   * @param epochTokens that an epoch has
   */
  Columns validations(double epochTokens) {
    List<Rounds> scored =
        points.stream().filter(point -> !Double.isNaN(point.validLoss())).toList();
    return new Columns()
        .add(Columns.EPOCHS, scored, point -> point.tokens() / epochTokens)
        .add(Columns.TOKENS, scored, Rounds::tokens)
        .add(Columns.MINUTES, scored, point -> point.allSeconds() / 60)
        .add("validLoss", scored, Rounds::validLoss);
  }

  /** Returns the column of a part's share in each round. */
  static String column(RoundPart part) {
    return part.name();
  }
}
