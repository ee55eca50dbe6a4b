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
  private static final String NEW_FILE = "metrics.jsonl.new";

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
   * @param workers how far apart they were
   * @param failedTasks since the line before, as in {@link Faults}; likewise the next three
   * @param repeatedTasks in their place
   * @param speculativeTasks beside slow ones
   * @param lostExecutors that died or went away
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
      double tokensPerSecond,
      WorkerSpread workers,
      int failedTasks,
      int repeatedTasks,
      int speculativeTasks,
      int lostExecutors) {
    static Line of(RoundReport report, Faults faults) {
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
          report.tokens() / report.seconds(),
          WorkerSpread.of(report.workers()),
          faults.failedTasks(),
          faults.repeatedTasks(),
          faults.speculativeTasks(),
          faults.lostExecutors());
    }
  }

  /** What is needed of a line again, whichever version wrote it. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Written(int round) {}

  private final Folder folder;
  private final List<String> lines = new ArrayList<>();

  /** A log with the lines that the folder already has, up to a round. */
  MetricsLog(Folder folder, int lastRound) {
    this.folder = folder;
    if (lastRound == 0) {
      return;
    }
    List<String> file = written(FILE, lastRound);
    List<String> newFile = written(NEW_FILE, lastRound);
    lines.addAll(newFile.size() > file.size() ? newFile : file);
  }

  /** A file's lines up to a round; a crash may have cut the last one, or all of them. */
  private List<String> written(String name, int lastRound) {
    String text = folder.exists(name) ? folder.readText(name) : "";
    return text.lines()
        .filter(Json::isWhole)
        .filter(line -> Json.read(line, Written.class, folder.location(name)).round() <= lastRound)
        .toList();
  }

  void add(RoundReport report, Faults faults) {
    lines.add(Json.line(Line.of(report, faults)));
  }

  /** Writes all lines; one whole copy of those before is there at any moment. */
  void write() {
    String text = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    folder.write(NEW_FILE, text);
    folder.write(FILE, text);
    folder.delete(NEW_FILE);
  }
}
