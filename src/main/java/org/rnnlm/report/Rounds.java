package org.rnnlm.report;

import org.rnnlm.run.GradientNorms;
import org.rnnlm.run.RoundMetrics;
import org.rnnlm.run.RoundTime;
import org.rnnlm.run.WorkerSpread;

/**
 * Some rounds in a row. Losses and rates are means over their tokens, times are sums, and the
 * spread is that of the outermost workers.
 *
 * @param tokens trained since the run began, after them
 * @param trained tokens in these rounds
 * @param loss nats per prediction
 * @param learningRate of these rounds
 * @param validLoss of the last of them that was scored; NaN if none was
 * @param gradients of their steps
 * @param seconds of these rounds
 * @param allSeconds of training since the run began, after them
 * @param time where the seconds went
 * @param workers how far apart they were
 * @param sentBytes that all workers together sent for their means; 0 where it is not known
 * @param keptBytes that they stored of what each keeps for itself
 */
record Rounds(
    double tokens,
    double trained,
    double loss,
    double learningRate,
    double validLoss,
    GradientNorms gradients,
    double seconds,
    double allSeconds,
    RoundTime time,
    WorkerSpread workers,
    long sentBytes,
    long keptBytes) {

  /** One round, after so many tokens and seconds. */
  static Rounds of(RoundMetrics round, double tokensBefore, double secondsBefore) {
    return new Rounds(
        round.tokens(),
        round.tokens() - tokensBefore,
        round.loss(),
        round.learningRate(),
        round.validLoss() > 0 ? round.validLoss() : Double.NaN,
        round.gradients(),
        round.seconds(),
        secondsBefore + round.seconds(),
        round.time(),
        round.workers(),
        round.sentBytes(),
        round.keptBytes());
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
        Double.isNaN(next.validLoss) ? validLoss : next.validLoss,
        gradients.and(next.gradients),
        seconds + next.seconds,
        next.allSeconds,
        time.plus(next.time),
        workers.and(next.workers),
        sentBytes + next.sentBytes,
        keptBytes + next.keptBytes);
  }

  private static double mean(double first, double second, double share) {
    return first + share * (second - first);
  }

  double tokensPerSecond() {
    return trained / seconds;
  }
}
