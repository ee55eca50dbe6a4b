package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * The rounds of a run in at most so many points that a page can carry: where there are more rounds,
 * equally many in a row make a point.
 *
 * @param rounds how many there are
 * @param points that they make
 * @param faults what was survived in them
 */
record RoundCurve(int rounds, List<Rounds> points, FaultTotals faults) {
  private static final String FILE = "metrics.jsonl";
  private static final String NEW_FILE = "metrics.jsonl.new";
  private static final int MOST = 400;

  RoundCurve {
    points = List.copyOf(points);
  }

  /** Of a run; empty where its first checkpoint is still to come. */
  static RoundCurve read(Folder run) {
    List<JsonNode> file = lines(run, FILE);
    List<JsonNode> newFile = lines(run, NEW_FILE);
    return of(newFile.size() > file.size() ? newFile : file);
  }

  private static List<JsonNode> lines(Folder run, String name) {
    return !run.exists(name)
        ? List.of()
        : run.readText(name)
            .lines()
            .filter(Json::isWhole)
            .map(line -> Json.tree(line, run.location(name)))
            .toList();
  }

  static RoundCurve of(List<JsonNode> lines) {
    int each = Math.max(1, (lines.size() + MOST - 1) / MOST);
    List<Rounds> points = new ArrayList<>();
    FaultTotals faults = FaultTotals.NONE;
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
      faults = faults.plus(lines.get(i));
    }
    return new RoundCurve(lines.size(), points, faults);
  }

  /** Seconds of a part of {@link Rounds#PARTS}, over all rounds. */
  double seconds(int part) {
    return points.stream().mapToDouble(point -> point.time().get(part)).sum();
  }

  double seconds() {
    return points.stream().mapToDouble(Rounds::seconds).sum();
  }

  double tokens() {
    return points.isEmpty() ? 0 : points.get(points.size() - 1).tokens();
  }

  /** Whether workers were more than one, and their lines tell of them. */
  boolean hasSpread() {
    return points.stream().anyMatch(point -> point.mostLoss() > point.leastLoss());
  }

  /**
   * As columns.
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
    for (int i = 0; i < Rounds.PARTS.size(); i++) {
      int part = i;
      columns.add(Rounds.PARTS.get(i), points, point -> point.time().get(part) / point.seconds());
    }
    if (hasSpread()) {
      columns
          .add("leastLoss", points, Rounds::leastLoss)
          .add("mostLoss", points, Rounds::mostLoss)
          .add("leastSeconds", points, Rounds::leastSeconds)
          .add("mostSeconds", points, Rounds::mostSeconds);
    }
    return columns;
  }
}
