package org.rnnlm.generate;

import java.io.Serializable;

/**
 * How a token is drawn from a model's distribution. What is left out, and in which order, is {@link
 * TokenSampler}'s.
 *
 * @param temperature what log-probabilities are divided by: below 1 the likely tokens gain, above 1
 *     the unlikely ones; 0 takes the likeliest each time
 * @param topK how many of the likeliest tokens can be drawn; 0 for all
 * @param topP the probability that the likeliest tokens which can be drawn have together at least;
 *     1 for all
 * @param minP the share of the likeliest token's probability that a token must have at least; 0 for
 *     all
 * @param repetitionPenalty above 1, what was read or written becomes less likely; 1 for none
 * @param repetitionWindow how many of the last tokens count as read or written; 0 for all
 */
public record SamplerSpec(
    double temperature,
    int topK,
    double topP,
    double minP,
    double repetitionPenalty,
    int repetitionWindow)
    implements Serializable {
  /** How many tokens a penalty looks back where nothing else is said. */
  public static final int REPETITION_WINDOW = 64;

  public SamplerSpec {
    if (!(temperature >= 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature is " + temperature + ", it must be at least 0 (0: the likeliest token)");
    }
    if (topK < 0) {
      throw new IllegalArgumentException("top-k is " + topK + ", it must be at least 0 (0: all)");
    }
    if (!(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException(
          "top-p is " + topP + ", it must be above 0 and at most 1 (1: all)");
    }
    if (!(minP >= 0 && minP <= 1)) {
      throw new IllegalArgumentException("min-p is " + minP + ", it must be from 0 (all) to 1");
    }
    if (!(repetitionPenalty > 0) || Double.isInfinite(repetitionPenalty)) {
      throw new IllegalArgumentException(
          "repetition penalty is " + repetitionPenalty + ", it must be above 0 (1: none)");
    }
    if (repetitionWindow < 0) {
      throw new IllegalArgumentException(
          "repetition window is " + repetitionWindow + " tokens, it must be at least 0 (0: all)");
    }
  }

  /** Returns draws from the whole distribution at a temperature. */
  public static SamplerSpec at(double temperature) {
    return new SamplerSpec(temperature, 0, 1, 0, 1, REPETITION_WINDOW);
  }

  public SamplerSpec withTopK(int tokens) {
    return new SamplerSpec(temperature, tokens, topP, minP, repetitionPenalty, repetitionWindow);
  }

  public SamplerSpec withTopP(double share) {
    return new SamplerSpec(temperature, topK, share, minP, repetitionPenalty, repetitionWindow);
  }

  public SamplerSpec withMinP(double share) {
    return new SamplerSpec(temperature, topK, topP, share, repetitionPenalty, repetitionWindow);
  }

  /** Returns this specification with a penalty on the last tokens, all of them for 0. */
  public SamplerSpec withRepetitionPenalty(double penalty, int window) {
    return new SamplerSpec(temperature, topK, topP, minP, penalty, window);
  }
}
