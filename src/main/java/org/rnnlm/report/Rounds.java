package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some rounds in a row, as lines of {@code metrics.jsonl} tell of them. Losses and rates are means
 * over their tokens, times are sums, and the spread is that of the outermost workers.
 *
 * @param tokens trained since the run began, after them
 * @param trained tokens in these rounds
 * @param loss nats per token
 * @param learningRate of these rounds
 * @param seconds of these rounds
 * @param allSeconds of training since the run began, after them
 * @param time where the seconds went: broadcast, start, read, train, aggregate
 * @param leastLoss of the workers, NaN if the lines do not tell; likewise the next three
 */
record Rounds(
    double tokens,
    double trained,
    double loss,
    double learningRate,
    double seconds,
    double allSeconds,
    List<Double> time,
    double leastLoss,
    double mostLoss,
    double leastSeconds,
    double mostSeconds) {
  /** The parts of a round's time, in the order of {@link #time}. */
  static final List<String> PARTS = List.of("train", "read", "start", "broadcast", "aggregate");

  Rounds {
    time = List.copyOf(time);
  }

  /** One line. */
  static Rounds of(JsonNode line, double tokensBefore, double secondsBefore) {
    double tokens = line.path("tokens").doubleValue();
    double seconds = line.path("seconds").doubleValue();
    JsonNode workers = line.path("workers");
    return new Rounds(
        tokens,
        tokens - tokensBefore,
        line.path("loss").doubleValue(),
        line.path("learningRate").doubleValue(),
        seconds,
        secondsBefore + seconds,
        PARTS.stream().map(part -> line.path("time").path(part).doubleValue()).toList(),
        number(workers, "leastLoss"),
        number(workers, "mostLoss"),
        number(workers, "leastSeconds"),
        number(workers, "mostSeconds"));
  }

  private static double number(JsonNode object, String field) {
    return object.path(field).isNumber() ? object.path(field).doubleValue() : Double.NaN;
  }

  /** These rounds and those after them. */
  Rounds and(Rounds next) {
    double both = trained + next.trained;
    double share = both == 0 ? 0.5 : next.trained / both;
    return new Rounds(
        next.tokens,
        both,
        mean(loss, next.loss, share),
        mean(learningRate, next.learningRate, share),
        seconds + next.seconds,
        next.allSeconds,
        sums(time, next.time),
        Math.min(leastLoss, next.leastLoss),
        Math.max(mostLoss, next.mostLoss),
        Math.min(leastSeconds, next.leastSeconds),
        Math.max(mostSeconds, next.mostSeconds));
  }

  private static double mean(double first, double second, double share) {
    return first + share * (second - first);
  }

  private static List<Double> sums(List<Double> first, List<Double> second) {
    return IntStream.range(0, first.size()).mapToObj(i -> first.get(i) + second.get(i)).toList();
  }

  double tokensPerSecond() {
    return trained / seconds;
  }
}
