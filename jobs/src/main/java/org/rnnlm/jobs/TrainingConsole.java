package org.rnnlm.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Pace;
import org.rnnlm.io.ProgressLine;
import org.rnnlm.kernel.KernelPlan;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.model.ModelSummary;
import org.rnnlm.run.EpochMetrics;
import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.RoundReport;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.RoundLengths;
import org.rnnlm.train.TrainingMonitor;
import org.rnnlm.train.TrainingSpec;

/**
 * Shows a training to a person: what it will take, a line that follows the rounds, and each epoch's
 * result and sample. The line goes to standard error, overwritten in a terminal and every few
 * seconds otherwise; the epochs go to standard output.
 */
final class TrainingConsole implements TrainingMonitor {
  private final ShardSet data;
  private final TrainingSpec training;
  private final Workers workers;
  private final ConsoleOptions console;
  private final ProgressLine progress;
  private final Pace pace;
  private long startedNanos;
  private long startedTokens;
  private RoundTime time = RoundTime.NONE;
  private GradientNorms norms = GradientNorms.NONE;
  private KernelPlan plan = KernelPlan.NONE;

  TrainingConsole(ShardSet data, TrainingSpec training, Workers workers, ConsoleOptions console) {
    this.data = data;
    this.training = training;
    this.workers = workers;
    this.console = console;
    this.progress = console.progressLine();
    this.pace = new Pace((double) training.epochs() * data.split(Split.TRAIN).targets());
  }

  @Override
  public void warned(String warning) {
    progress.tell("warning: " + warning);
  }

  @Override
  public void built(ModelSummary model) {
    System.out.println(model.table());
  }

  @Override
  public void weighted(Map<String, Double> classes) {
    System.out.println(
        "classes    count in training: "
            + classes.entrySet().stream()
                .map(each -> Text.format("%s %.4g", each.getKey(), each.getValue()))
                .collect(Collectors.joining(", ")));
  }

  @Override
  public void measured(KernelPlan chosen) {
    plan = chosen;
  }

  @Override
  public void started(TrainingState from, MemoryEstimate memory) {
    startedNanos = System.nanoTime();
    startedTokens = from.position().tokens();
    System.out.print(
        Text.format(
            "model      %,d parameters: %s%n", memory.parameters(), from.model().summary()));
    System.out.print(Text.format("kernels    %s%n", kernels()));
    plan.lines().forEach(line -> System.out.println("measured   " + line));
    System.out.print(
        Text.format(
            "workers    %d logical, %d at a time in one process on %s%n",
            training.workers(), workers.inOneProcess(), workers.master()));
    System.out.print(
        Text.format(
            "rounds     %s, outer optimizer %s, the workers' learning rate %.4g%n",
            rounds(training),
            training.outer().method().name().toLowerCase(Locale.ROOT),
            training.learningRate().peak()));
    long needed = memory.bytes() * workers.inOneProcess();
    System.out.print(
        Text.format(
            "memory     native: about %s a worker (state %s, one batch %s), %s together, limit %s;"
                + " heap %s%s%n",
            Texts.size(memory.bytes()),
            Texts.size(memory.stateBytes()),
            Texts.size(memory.activationBytes()),
            Texts.size(needed),
            Texts.size(workers.nativeLimitBytes()),
            Texts.size(workers.heapBytes()),
            workers.overheadBytes() == 0
                ? ""
                : Text.format(", and %s beside it", Texts.size(workers.overheadBytes()))));
    if (needed > workers.nativeLimitBytes()) {
      System.err.println(
          "warning: the workers need more native memory than -Dorg.bytedeco.javacpp.maxbytes"
              + " allows; raise it, or lower train.batch-size or prepare.length");
    }
    if (from.position().rounds() > 0) {
      System.out.print(
          from.position().round() == 0
              ? Text.format(
                  "resuming   after round %,d, the end of epoch %d%n",
                  from.position().rounds(), from.position().epoch())
              : Text.format(
                  "resuming   after round %,d, within epoch %d%n",
                  from.position().rounds(), from.position().epoch() + 1));
    }
  }

  private static String rounds(TrainingSpec training) {
    RoundLengths lengths = training.rounds();
    String batches = training.batches().accumulated() == 1 ? "batches" : "steps";
    String growing = lengths.first() == lengths.full() ? "" : " growing to " + lengths.full();
    String parts =
        training.batches().accumulated() == 1
            ? ""
            : Text.format(
                " of %d batches of %d", training.batches().accumulated(), training.batchSize());
    return Text.format("of %,d %s%s%s", lengths.first(), batches, growing, parts);
  }

  /** As measured on a worker's machine; those of this process where nothing was. */
  private String kernels() {
    if (!plan.empty()) {
      return plan.processor() + ", each layer in the form that was fastest there";
    }
    return switch (training.compute().layers()) {
      case RNNLM -> Kernels.of(training.compute().kernels()).reason();
      case DL4J -> "DL4J's own layers, as asked";
    };
  }

  @Override
  public void roundDone(RoundReport report, TrainingState state) {
    time = time.plus(report.time());
    norms = norms.and(report.gradients());
    pace.mark(System.nanoTime() / 1e9, state.position().tokens());
    progress.show(() -> line(report, state));
  }

  @Override
  public void validated(Validation validation) {
    progress.tell(
        Text.format(
            "round %,d: valid %.4f nats per prediction, after %,d tokens",
            validation.round(), validation.loss(), validation.tokens()));
  }

  private String line(RoundReport report, TrainingState state) {
    double seconds = (System.nanoTime() - startedNanos) / 1e9;
    double rate = (state.position().tokens() - startedTokens) / seconds;
    return Text.format(
        "epoch %d/%d  round %d/%d  %s  %,.0f tokens/s%s",
        report.position().epoch() + 1,
        training.epochs(),
        report.position().round(),
        report.roundsInEpoch(),
        loss(report.loss(), state),
        rate,
        left());
  }

  private String left() {
    OptionalDouble seconds = pace.secondsLeft();
    return seconds.isEmpty() ? "" : "  " + Texts.duration(seconds.getAsDouble()) + " left";
  }

  /** Texts have classes, words have tags, and neither has a perplexity. */
  private static String loss(double loss, TrainingState state) {
    return switch (state.model().head().kind()) {
      case CLASS -> Text.format("loss %.3f nats per text", loss);
      case TAGS -> Text.format("loss %.3f nats per word", loss);
      case EVERY_STEP, NEXT_TOKEN ->
          Text.format("loss %.3f  perplexity %.2f", loss, Math.exp(loss));
    };
  }

  /** Where the epoch's time went; nothing if none is known, as with DL4J's averaging. */
  private void showTime() {
    double total = time.total();
    if (total > 0) {
      System.out.print(
          Text.format(
              "  time: training %.1f %%, reading %.1f, making networks %.1f, broadcast %.1f,"
                  + " waiting for the slowest worker %.1f, averaging %.1f, waiting for checkpoints"
                  + " %.1f%n",
              100 * time.train() / total,
              100 * time.read() / total,
              100 * time.start() / total,
              100 * time.broadcast() / total,
              100 * time.waiting() / total,
              100 * time.aggregate() / total,
              100 * time.driver() / total));
    }
    time = RoundTime.NONE;
  }

  @Override
  public void epochDone(EpochMetrics metrics, String sample, Folder checkpoint) {
    progress.clear();
    System.out.print(
        Text.format(
            "epoch %d/%d: train %.4f, valid %.4f nats per %s, %s of training, %s%n",
            metrics.epoch(),
            training.epochs(),
            metrics.trainLoss(),
            metrics.validLoss(),
            !metrics.ofClasses()
                ? Text.format(
                    "token (%s unknown), perplexity %.3f",
                    Texts.share(data.split(Split.VALID).unknownShare()), metrics.validPerplexity())
                : (data.manifest().mode() == SequenceMode.TAGGED ? "word, " : "text, ")
                    + measures(metrics.measures()),
            Texts.duration(metrics.seconds()),
            checkpoint.name()));
    showNorms();
    showTime();
    sample.lines().forEach(line -> System.out.println("  | " + line));
    console.result(
        Map.of(
            "metrics",
            metrics,
            "gradients",
            norms,
            "checkpoint",
            checkpoint.location(),
            "sample",
            sample));
    norms = GradientNorms.NONE;
  }

  /** Prints how large the epoch's gradients were; nothing where that is not known. */
  private void showNorms() {
    if (norms.steps() > 0) {
      System.out.print(
          Text.format(
              "  gradients: norm %.3g in the mean, %.3g at most, %s of the steps clipped%n",
              norms.mean(), norms.largest(), Texts.share(norms.clipped())));
    }
  }

  private static String measures(Map<String, Double> measures) {
    return measures.entrySet().stream()
        .map(measure -> Text.format("%s %.4f", measure.getKey(), measure.getValue()))
        .collect(Collectors.joining(", "));
  }
}
