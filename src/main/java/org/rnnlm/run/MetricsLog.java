package org.rnnlm.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;

/**
 * {@code metrics.jsonl}: a line a round, each a {@link RoundMetrics}. The file is written whole
 * together with each checkpoint, since S3 cannot append, so that it never tells of rounds that a
 * resumed run would do again.
 */
public final class MetricsLog {
  private static final String FILE = "metrics.jsonl";
  private static final String NEW_FILE = "metrics.jsonl.new";

  /** A line as it stands in the file: what an earlier version wrote stays as it is. */
  private record Line(String text, RoundMetrics metrics) {}

  private final Folder folder;
  private final List<String> lines = new ArrayList<>();

  private MetricsLog(Folder folder) {
    this.folder = folder;
  }

  /** Opens the log of a run with the lines that its folder already has, up to a round. */
  public static MetricsLog open(Folder run, int lastRound) {
    MetricsLog log = new MetricsLog(run);
    if (lastRound > 0) {
      written(run, metrics -> metrics.round() <= lastRound)
          .forEach(line -> log.lines.add(line.text()));
    }
    return log;
  }

  /** Reads the rounds of a run; there are none before its first checkpoint. */
  public static List<RoundMetrics> read(Folder run) {
    return written(run, metrics -> true).stream().map(Line::metrics).toList();
  }

  /** Returns the lines of the file that has more of them: a crash may have cut one of the two. */
  private static List<Line> written(Folder run, Predicate<RoundMetrics> wanted) {
    List<Line> file = lines(run, FILE, wanted);
    List<Line> newFile = lines(run, NEW_FILE, wanted);
    return newFile.size() > file.size() ? newFile : file;
  }

  /** Returns a file's lines; a crash may have cut the last one, or all of them. */
  private static List<Line> lines(Folder run, String name, Predicate<RoundMetrics> wanted) {
    List<Line> lines = new ArrayList<>();
    if (run.exists(name)) {
      run.forEachLine(
          name,
          text -> {
            if (Json.isWhole(text)) {
              RoundMetrics metrics = Json.read(text, RoundMetrics.class, run.location(name));
              if (wanted.test(metrics)) {
                lines.add(new Line(text, metrics));
              }
            }
          });
    }
    return lines;
  }

  public void add(RoundMetrics round) {
    lines.add(Json.line(round));
  }

  /** Writes all lines; one whole copy of those before is there at any moment. */
  public void write() {
    folder.writeLines(NEW_FILE, lines);
    folder.writeLines(FILE, lines);
    folder.delete(NEW_FILE);
  }
}
