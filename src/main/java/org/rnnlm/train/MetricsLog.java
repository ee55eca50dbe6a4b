package org.rnnlm.train;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.ArrayList;
import java.util.List;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * {@code metrics.jsonl}: a line a round. The file is written whole together with each checkpoint,
 * since S3 cannot append, so that it never tells of rounds that a resumed run would do again.
 */
final class MetricsLog {
  private static final String FILE = "metrics.jsonl";

  /**
   * One line.
   *
   * @param round counted from 1
   * @param epoch counted from 1
   * @param tokens trained since the run began
   * @param loss nats per token of this round, taken before its steps
   * @param perplexity its exponential
   * @param learningRate of this round
   * @param seconds of this round
   * @param time where they went
   * @param tokensPerSecond of this round, all workers together
   */
  record Line(
      int round,
      int epoch,
      long tokens,
      double loss,
      double perplexity,
      double learningRate,
      double seconds,
      RoundTime time,
      double tokensPerSecond) {
    static Line of(RoundReport report) {
      TrainingPosition position = report.position();
      return new Line(
          position.rounds(),
          position.epoch() + 1,
          position.tokens(),
          report.loss(),
          Math.exp(report.loss()),
          report.learningRate(),
          report.seconds(),
          report.time(),
          report.tokens() / report.seconds());
    }
  }

  /** What must be known of lines already there, whatever version wrote them. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Place(int round) {}

  private final Folder folder;
  private final List<String> lines = new ArrayList<>();

  /** A log with the lines that the folder already has, up to a round. */
  MetricsLog(Folder folder, int lastRound) {
    this.folder = folder;
    if (lastRound == 0) {
      return;
    }
    String written = folder.exists(FILE) ? folder.readText(FILE) : "";
    written
        .lines()
        .filter(Json::isWhole) // a crash may have cut the last line, which a checkpoint follows
        .filter(line -> Json.read(line, Place.class, folder.location(FILE)).round() <= lastRound)
        .forEach(lines::add);
  }

  void add(RoundReport report) {
    lines.add(Json.line(Line.of(report)));
  }

  void write() {
    folder.write(FILE, lines.isEmpty() ? "" : String.join("\n", lines) + "\n");
  }
}
