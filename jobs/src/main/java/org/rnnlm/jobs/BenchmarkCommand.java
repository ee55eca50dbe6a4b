package org.rnnlm.jobs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.specs.ModelSpecs;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.OneDnn;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.Dl4jNetworks;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.text.Text;
import org.rnnlm.train.StepBenchmark;
import org.rnnlm.train.StepBenchmark.Stretch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmark}: how fast a model trains here, by part, beside DL4J's own layers. */
@Command(
    name = "benchmark",
    description = {
      "Times whole training steps of the model that the settings describe.",
      "They are of random tokens, with oneDNN in f32 and, where the processor has it, in bf16, with"
          + " the Java kernels, and with DL4J's own layers, in turns, so that ratios hold on a"
          + " machine whose speed drifts."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "The last line is JSON, for programs."})
final class BenchmarkCommand implements Callable<Integer> {
  @Option(
      names = "--vocabulary",
      defaultValue = "65",
      paramLabel = "N",
      description = "Says how many tokens the model knows; ${DEFAULT-VALUE} if not given.")
  private int vocabularySize;

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "50",
      description = "Says how many steps a sequence has; ${DEFAULT-VALUE} if not given.")
  private int steps;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Also times N workers at a time, each with a model and a thread of its own;"
              + " ${DEFAULT-VALUE} if not given.")
  private int workers;

  @Option(
      names = "--turns",
      paramLabel = "N",
      defaultValue = "5",
      description =
          "Says how many turns each contestant has after the warm-up; ${DEFAULT-VALUE} if not"
              + " given.")
  private int turns;

  @Option(
      names = "--rounds",
      hidden = true,
      description = "What --turns was called before rounds meant training's alone.")
  private Optional<Integer> turnsAsBefore = Optional.empty();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "2",
      description = "Says how many seconds a turn takes; ${DEFAULT-VALUE} if not given.")
  private double seconds;

  @Mixin private SettingsOptions options;

  @Spec private CommandSpec command;

  private final ConsoleOptions console;

  BenchmarkCommand(ConsoleOptions console) {
    this.console = console;
  }

  private void atLeastOne(String option, int given) {
    if (given < 1) {
      throw new ParameterException(
          command.commandLine(), option + " is " + given + ", it must be at least 1");
    }
  }

  @Override
  public Integer call() {
    atLeastOne("--vocabulary", vocabularySize);
    atLeastOne("--steps", steps);
    atLeastOne("--workers", workers);
    int turnsOfEach = turnsAsBefore.orElse(turns);
    atLeastOne("--turns", turnsOfEach);
    Settings settings = options.resolve();
    ModelSpec model = ModelSpecs.of(settings);
    if (model.ofPairs()) {
      throw settings.refused(
          "model.architecture", "what is timed is a language model; set it to language-model");
    }
    int batchSize = settings.integer("train.batch-size", 1, 1 << 16);
    System.out.print(
        Text.format(
            "model      %s, %,d tokens in the vocabulary%n", model.summary(), vocabularySize));
    System.out.print(Text.format("step       %d sequences of %d steps%n", batchSize, steps));
    System.out.print(Text.format("kernels    %s%n", Kernels.of(KernelSpec.AUTO).reason()));
    Map<String, BenchmarkTurns> contestants = new LinkedHashMap<>();
    try (BenchmarkPeaks peaks = new BenchmarkPeaks()) {
      computes(model)
          .forEach(
              (name, compute) -> {
                StepBenchmark.Spec spec =
                    new StepBenchmark.Spec(model, vocabularySize, batchSize, steps, compute)
                        .measured();
                spec.compute()
                    .kernels()
                    .plan()
                    .lines()
                    .forEach(line -> System.out.println(Text.format("%-10s %s", name, line)));
                contestants.put(name, new BenchmarkTurns(spec, 1));
                if (workers > 1) {
                  contestants.put(name + " x " + workers, new BenchmarkTurns(spec, workers));
                }
              });
      contestants.values().forEach(contestant -> contestant.warmUp(2 * seconds));
      for (int i = 0; i < turnsOfEach; i++) {
        contestants.values().forEach(contestant -> contestant.take(seconds));
        peaks.take();
      }
      show(contestants, peaks);
    } finally {
      contestants.values().forEach(BenchmarkTurns::close);
    }
    return 0;
  }

  private static Map<String, ComputeSpec> computes(ModelSpec model) {
    Map<String, ComputeSpec> computes = new LinkedHashMap<>();
    if (OneDnn.failure().isEmpty()) {
      computes.put("oneDNN f32", ours(KernelChoice.ONEDNN, Bf16Choice.OFF));
    }
    if (OneDnn.hasBf16()) {
      computes.put("oneDNN bf16", ours(KernelChoice.ONEDNN, Bf16Choice.ON));
      computes.put("auto", ours(KernelChoice.AUTO, Bf16Choice.AUTO));
    }
    computes.put("Java", ours(KernelChoice.JAVA, Bf16Choice.OFF));
    if (Dl4jNetworks.has(model)) {
      computes.put("DL4J", new ComputeSpec(ComputeSpec.Layers.DL4J, KernelSpec.AUTO));
    }
    return computes;
  }

  private static ComputeSpec ours(KernelChoice choice, Bf16Choice bf16) {
    return new ComputeSpec(ComputeSpec.Layers.RNNLM, new KernelSpec(choice, bf16));
  }

  private void show(Map<String, BenchmarkTurns> contestants, BenchmarkPeaks peaks) {
    double base =
        contestants.containsKey("DL4J")
            ? contestants.get("DL4J").tokensPerSecond()
            : contestants.values().iterator().next().tokensPerSecond();
    System.out.print(
        Text.format(
            "%nbest products of this core: %s%n%n%-15s %10s %21s %7s %8s %6s   %s%n",
            peaks.summary(),
            "",
            "tokens/s",
            "(lowest - highest)",
            "ratio",
            "GFLOP/s",
            "share",
            "ms a step: cells, output, updater, rest"));
    List<Map<String, Object>> lines = new ArrayList<>();
    contestants.forEach(
        (name, turns) -> {
          Stretch parts = turns.median();
          System.out.print(
              Text.format(
                  "%-15s %,10.0f %21s %7.2f %8.1f %5.0f%%   %s%n",
                  name,
                  turns.tokensPerSecond(),
                  Text.format("(%,.0f - %,.0f)", turns.lowest(), turns.highest()),
                  turns.tokensPerSecond() / base,
                  turns.gigaflops(),
                  100 * peaks.share(turns),
                  name.startsWith("DL4J")
                      ? Text.format(
                          "updater %.1f, rest %.1f",
                          parts.updaterMilliseconds(), parts.restMilliseconds())
                      : Text.format(
                          "%.1f, %.1f, %.1f, %.1f",
                          parts.cellMilliseconds(),
                          parts.outputMilliseconds(),
                          parts.updaterMilliseconds(),
                          parts.restMilliseconds())));
          lines.add(line(name, turns, peaks));
        });
    console.lastLine(Map.of("contestants", lines));
  }

  private static Map<String, Object> line(String name, BenchmarkTurns turns, BenchmarkPeaks peaks) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("name", name);
    line.put("tokensPerSecond", turns.tokensPerSecond());
    line.put("lowest", turns.lowest());
    line.put("highest", turns.highest());
    line.put("gigaflops", turns.gigaflops());
    line.put("shareOfBestProduct", peaks.share(turns));
    line.put("medianTurn", turns.median());
    return line;
  }
}
