package org.rnnlm.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Draws tokens from a model's distributions. Padding, START and the unknown token are never drawn:
 * they stand for no text. The order is that of Hugging Face's {@code generate}: first the {@link
 * RepetitionPenalty}, then the temperature, then {@link TopK}, {@link TopP} and {@link MinP}, each
 * on what the ones before it left, made a distribution again; last the draw. (llama.cpp, by
 * default, takes the temperature last.)
 */
final class TokenSampler {
  private final double temperature;
  private final RepetitionPenalty penalty;
  private final List<TokenFilter> filters = new ArrayList<>();
  private final SplittableRandom random;

  TokenSampler(SamplerSpec spec, long seed) {
    this.temperature = spec.temperature();
    this.penalty = new RepetitionPenalty(spec.repetitionPenalty(), spec.repetitionWindow());
    this.random = new SplittableRandom(seed);
    if (spec.topK() > 0) {
      filters.add(new TopK(spec.topK()));
    }
    if (spec.topP() < 1) {
      filters.add(new TopP(spec.topP()));
    }
    if (spec.minP() > 0) {
      filters.add(new MinP(spec.minP()));
    }
  }

  /** Takes notice of tokens that are in the text, for the penalty: those drawn are not by that. */
  void read(int... tokens) {
    for (int token : tokens) {
      penalty.read(token);
    }
  }

  /**
   * @param probabilities of every id, summing to 1
   */
  int draw(double[] probabilities) {
    double[] scores = penalty.isNone() ? probabilities : logs(probabilities);
    int best = likeliest(scores);
    if (temperature == 0 || probabilities[best] == 0) {
      return best;
    }
    double[] weights = new double[scores.length];
    for (int id = 0; id < weights.length; id++) {
      weights[id] = writable(id) ? weight(scores[id], scores[best]) : 0;
    }
    filters.forEach(filter -> filter.apply(weights));
    return draw(weights, best);
  }

  /** Relative to the likeliest, so that a low temperature underflows to it and not to nothing. */
  private double weight(double score, double best) {
    if (!penalty.isNone()) {
      return Math.exp((score - best) / temperature);
    }
    return temperature == 1 ? score : Powers.of(score / best, 1 / temperature);
  }

  private double[] logs(double[] probabilities) {
    double[] logs = new double[probabilities.length];
    for (int id = 0; id < logs.length; id++) {
      logs[id] = Math.log(probabilities[id]);
    }
    penalty.apply(logs);
    return logs;
  }

  private int draw(double[] weights, int best) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int id = 0; id < weights.length; id++) {
      left -= weights[id];
      if (left < 0 && weights[id] > 0) {
        return id;
      }
    }
    return best;
  }

  private static int likeliest(double[] scores) {
    int best = Vocabulary.END;
    for (int id = 0; id < scores.length; id++) {
      if (writable(id) && scores[id] > scores[best]) {
        best = id;
      }
    }
    return best;
  }

  private static boolean writable(int id) {
    return id != Vocabulary.PADDING && id != Vocabulary.UNKNOWN && id != Vocabulary.START;
  }
}
