package org.rnnlm.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnlm.run.EpochMetrics;

/**
 * Runs of a comparison that differ in the seed alone, and what they come to together.
 *
 * @param name of them all
 * @param runs in the comparison's order
 */
record Arm(String name, List<RunFiles> runs) {
  private static final String SEED = "train.seed";

  Arm {
    runs = List.copyOf(runs);
  }

  /** Returns the runs by what they are runs of, in the order of the first of each. */
  static List<Arm> of(List<RunFiles> runs) {
    List<List<RunFiles>> arms = new ArrayList<>();
    for (RunFiles run : runs) {
      arms.stream()
          .filter(arm -> arm.stream().allMatch(other -> differInSeedAlone(other, run)))
          .findFirst()
          .orElseGet(() -> begun(arms))
          .add(run);
    }
    return arms.stream().map(arm -> new Arm(name(arm.get(0)), arm)).toList();
  }

  private static List<RunFiles> begun(List<List<RunFiles>> arms) {
    List<RunFiles> arm = new ArrayList<>();
    arms.add(arm);
    return arm;
  }

  private static boolean differInSeedAlone(RunFiles one, RunFiles other) {
    return !one.setting(SEED).equals(other.setting(SEED))
        && withoutSeed(one).equals(withoutSeed(other));
  }

  private static List<SettingRow> withoutSeed(RunFiles run) {
    return run.settings().stream().filter(setting -> !setting.key().equals(SEED)).toList();
  }

  private static String name(RunFiles run) {
    String ending = run.setting(SEED).map("-seed-"::concat).orElse("");
    return !ending.isEmpty() && run.name().endsWith(ending)
        ? run.name().substring(0, run.name().length() - ending.length())
        : run.name();
  }

  /** Returns whether there are several seeds, so that there is a spread. */
  boolean hasSpread() {
    return runs.size() > 1;
  }

  double coreSeconds() {
    return runs.stream().mapToDouble(RunFiles::coreSeconds).sum();
  }

  double meanLoss() {
    return mean(losses());
  }

  /** Returns the standard deviation of the best losses; NaN of a single one. */
  double spread() {
    return spread(losses());
  }

  private double[] losses() {
    return runs.stream().mapToDouble(RunFiles::bestLoss).toArray();
  }

  private static double mean(double[] numbers) {
    return IntStream.range(0, numbers.length).mapToDouble(i -> numbers[i]).average().orElseThrow();
  }

  private static double spread(double[] numbers) {
    double mean = mean(numbers);
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return numbers.length < 2 ? Double.NaN : Math.sqrt(squares / (numbers.length - 1));
  }

  /** Returns the epochs that all runs have done, as columns: the mean and one spread off it. */
  Columns columns() {
    int count = runs.stream().mapToInt(run -> run.epochs().size()).min().orElse(0);
    List<Integer> epochs = IntStream.range(0, count).boxed().toList();
    ToDoubleFunction<Integer> mean = epoch -> mean(at(epoch, EpochMetrics::validLoss));
    ToDoubleFunction<Integer> spread = epoch -> spread(at(epoch, EpochMetrics::validLoss));
    return new Columns()
        .add(Columns.EPOCHS, epochs, epoch -> epoch + 1)
        .add(Columns.TOKENS, epochs, epoch -> mean(at(epoch, EpochMetrics::tokens)))
        .add(Columns.MINUTES, epochs, epoch -> mean(at(epoch, EpochMetrics::seconds)) / 60)
        .add("mean", epochs, mean)
        .add("low", epochs, epoch -> mean.applyAsDouble(epoch) - spread.applyAsDouble(epoch))
        .add("high", epochs, epoch -> mean.applyAsDouble(epoch) + spread.applyAsDouble(epoch));
  }

  private double[] at(int epoch, ToDoubleFunction<EpochMetrics> number) {
    return runs.stream()
        .mapToDouble(run -> number.applyAsDouble(run.epochs().get(epoch)))
        .toArray();
  }

  /** Returns the arms that no other one beats at their cost or less, the cheapest first. */
  static List<Arm> front(List<Arm> arms) {
    List<Arm> byCost =
        arms.stream()
            .filter(arm -> Double.isFinite(arm.meanLoss()))
            .sorted(Comparator.comparingDouble(Arm::coreSeconds))
            .collect(Collectors.toCollection(ArrayList::new));
    List<Arm> front = new ArrayList<>();
    for (Arm arm : byCost) {
      if (front.isEmpty() || arm.meanLoss() < front.get(front.size() - 1).meanLoss()) {
        front.add(arm);
      }
    }
    return front;
  }
}
