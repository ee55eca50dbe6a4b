package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.rnnlm.io.Folder;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.TrainingMonitor;

/**
 * Shows several trainings to a person: whatever is told begins with the name of the trial that it
 * is of. A line on standard error follows all that are trained now; their epochs go to standard
 * output, a line each. What else there is to know of a run is in its own report.
 */
final class TrialsConsole {
  private final ConsoleOptions console;
  private final ProgressLine progress;
  private final int trials;
  private final int width;
  private final Map<String, String> now = new TreeMap<>();
  private final long startNanos = System.nanoTime();
  private long tokens;
  private int done;

  private TrialsConsole(ConsoleOptions console, int trials, int width) {
    this.console = console;
    this.progress = console.progressLine();
    this.trials = trials;
    this.width = width;
  }

  static TrialsConsole of(Trials trials, ConsoleOptions console) {
    int longest = trials.all().stream().mapToInt(each -> each.name().length()).max().orElse(1);
    return new TrialsConsole(console, trials.all().size(), longest);
  }

  /** Returns what is told how a trial goes. */
  TrainingMonitor of(Trial trial) {
    return new OfTrial(trial);
  }

  /**
   * A trial's leg is left.
   *
   * @param whole whether it came to its end
   */
  synchronized void left(String name, boolean whole) {
    now.remove(name);
    done += whole ? 1 : 0;
  }

  /** Tells something on standard error. */
  void tell(String what) {
    progress.tell(what);
  }

  /** Prints what is of no single trial. */
  synchronized void print(String text) {
    progress.clear();
    System.out.print(text);
  }

  private synchronized void line(String name, String text) {
    print(Text.format("%-" + width + "s  %s%n", name, text));
  }

  private synchronized void round(String name, String text, long trained) {
    now.put(name, text);
    tokens += trained;
    progress.show(this::all);
  }

  private String all() {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return Text.format(
        "%d done (%d runs)  %s  %,.0f tokens/s",
        done,
        trials,
        now.entrySet().stream()
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining("; ")),
        tokens / seconds);
  }

  private final class OfTrial implements TrainingMonitor {
    private final String name;
    private final int epochs;
    private GradientNorms norms = GradientNorms.NONE;

    OfTrial(Trial trial) {
      this.name = trial.name();
      this.epochs = trial.epochs();
    }

    @Override
    public void warned(String warning) {
      tell("warning: " + name + ": " + warning);
    }

    @Override
    public void started(TrainingState from, MemoryEstimate memory) {
      int rounds = from.position().rounds();
      line(
          name,
          rounds == 0
              ? Text.format("%,d parameters: %s", memory.parameters(), from.model().summary())
              : Text.format("resuming   after round %,d, epoch %d", rounds, epoch(from)));
    }

    private static int epoch(TrainingState from) {
      return from.position().epoch() + (from.position().round() > 0 ? 1 : 0);
    }

    @Override
    public void roundDone(RoundReport report, TrainingState state) {
      norms = norms.and(report.gradients());
      round(
          name,
          Text.format(
              "epoch %d/%d round %d/%d loss %.3f",
              report.position().epoch() + 1,
              epochs,
              report.position().round(),
              report.roundsInEpoch(),
              report.loss()),
          report.tokens());
    }

    @Override
    public void validated(Validation validation) {
      tell(
          Text.format(
              "%s: round %,d: valid %.4f nats per prediction, after %,d tokens",
              name, validation.round(), validation.loss(), validation.tokens()));
    }

    @Override
    public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
      line(
          name,
          Text.format(
              "epoch %d/%d: train %.4f, valid %.4f nats per %s, %s of training",
              metrics.epoch(),
              epochs,
              metrics.trainLoss(),
              metrics.validLoss(),
              metrics.ofClasses()
                  ? Text.format("prediction, accuracy %.4f", metrics.measure("valid-accuracy"))
                  : Text.format("token, perplexity %.3f", metrics.validPerplexity()),
              Texts.duration(metrics.seconds())));
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("run", name);
      result.put("metrics", metrics);
      result.put("gradients", norms);
      result.put("checkpoint", checkpoint.location());
      result.put("sample", sample);
      synchronized (TrialsConsole.this) {
        console.result(result);
      }
      norms = GradientNorms.NONE;
    }
  }
}
