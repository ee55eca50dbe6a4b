package org.rnnlm.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import org.rnnlm.generate.SamplerSpec;
import org.rnnlm.io.Hashes;

/**
 * What {@code POST /v1/completions} asks for.
 *
 * @param prompts token ids of what each text begins with
 * @param maxTokens to write after each
 * @param choices texts of each prompt
 * @param sampler how tokens are drawn
 * @param beam beginnings that a search for the likeliest text follows; 1 to draw
 * @param lengthPenalty of that search
 * @param stops texts to stop before
 * @param seed of the draws
 * @param echo whether the prompt is part of the answer
 * @param logprobs how many of the likeliest tokens are told at each step; empty for no
 *     log-probabilities at all
 * @param stream whether the answer comes in pieces
 * @param streamUsage whether the last of these tells how many tokens there were
 */
record CompletionRequest(
    List<int[]> prompts,
    int maxTokens,
    int choices,
    SamplerSpec sampler,
    int beam,
    double lengthPenalty,
    List<String> stops,
    long seed,
    boolean echo,
    OptionalInt logprobs,
    boolean stream,
    boolean streamUsage) {
  private static final int MOST_STOPS = 16;
  private static final int LONGEST_STOP = 1000;
  private static final int MOST_LOGPROBS = 100;

  /**
   * @param lanes that there are, which a beam can have at most
   */
  static CompletionRequest of(
      Fields fields, ServedModel model, ServeSpec.Limits limits, int lanes) {
    requireModel(fields, model);
    for (String unsupported :
        List.of("suffix", "logit_bias", "presence_penalty", "frequency_penalty")) {
      fields.neutral(unsupported, 0);
    }
    fields.any("user");
    int choices = fields.integer("n", 1, 1, limits.texts());
    fields.neutral("best_of", choices);
    JsonNode prompt = fields.any("prompt").orElse(TextNode.valueOf(""));
    boolean stream = fields.flag("stream");
    CompletionRequest request =
        new CompletionRequest(
            Prompts.of(prompt, model, limits.texts()),
            fields.integer("max_tokens", 16, 0, limits.tokens()),
            choices,
            sampler(fields),
            fields.integer("beam", 1, 1, lanes),
            fields.decimal("length_penalty", 0, 0, 100),
            stops(fields),
            fields
                .longInteger("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                .orElseGet(() -> ThreadLocalRandom.current().nextLong()),
            fields.flag("echo"),
            fields
                .any("logprobs")
                .map(given -> OptionalInt.of(fields.integer("logprobs", 0, 0, MOST_LOGPROBS)))
                .orElse(OptionalInt.empty()),
            stream,
            stream && usage(fields));
    fields.any("stream_options");
    fields.finish();
    request.check(limits);
    return request;
  }

  static void requireModel(Fields fields, ServedModel model) {
    Optional<String> asked = fields.text("model");
    if (asked.isPresent() && !asked.get().equals(model.id())) {
      throw Refusal.notFound("model", "this server has the model '" + model.id() + "' alone");
    }
  }

  private static SamplerSpec sampler(Fields fields) {
    double temperature = fields.decimal("temperature", 1, 0, 1e6);
    int topK = fields.integer("top_k", 0, 0, Integer.MAX_VALUE);
    double topP = fields.decimal("top_p", 1, 1e-9, 1);
    double minP = fields.decimal("min_p", 0, 0, 1);
    double penalty = fields.decimal("repetition_penalty", 1, 1e-6, 1e6);
    int window = fields.integer("repetition_window", SamplerSpec.REPETITION_WINDOW, 0, 1 << 30);
    return new SamplerSpec(temperature, topK, topP, minP, penalty, window);
  }

  private static List<String> stops(Fields fields) {
    List<String> stops = new ArrayList<>();
    Optional<JsonNode> given = fields.any("stop");
    given.ifPresent(
        stop -> {
          if (stop.isArray()) {
            stop.forEach(one -> stops.add(stopText(one)));
          } else {
            stops.add(stopText(stop));
          }
        });
    if (stops.size() > MOST_STOPS) {
      throw Refusal.of("stop", "stop may have " + MOST_STOPS + " texts at most");
    }
    return stops;
  }

  private static String stopText(JsonNode given) {
    if (!given.isTextual()
        || given.textValue().isEmpty()
        || given.textValue().length() > LONGEST_STOP) {
      throw Refusal.of("stop", "stop must be a text or a list of texts, none empty or very long");
    }
    return given.textValue();
  }

  private static boolean usage(Fields fields) {
    return fields
        .any("stream_options")
        .map(options -> options.path("include_usage").asBoolean(false))
        .orElse(false);
  }

  private void check(ServeSpec.Limits limits) {
    if ((long) prompts.size() * choices > limits.texts()) {
      throw Refusal.of(
          "n", prompts.size() + " prompts times n are more than " + limits.texts() + " texts");
    }
    for (int[] prompt : prompts) {
      if ((long) prompt.length + maxTokens > limits.tokens()) {
        throw Refusal.tooLong(
            "prompt",
            "a prompt of "
                + prompt.length
                + " tokens and "
                + maxTokens
                + " to write are more than "
                + limits.tokens());
      }
    }
    if (beam > 1 && logprobs.isPresent()) {
      throw Refusal.of("logprobs", "logprobs are not told of a beam search");
    }
    if (beam > 1 && choices > beam) {
      throw Refusal.of("n", "a beam of " + beam + " ends with so many texts at most");
    }
  }

  /** Returns whether a search is asked for, and something for it to find. */
  boolean searches() {
    return beam > 1 && maxTokens > 0;
  }

  /** Returns the seed of a prompt's choice: what it gets does not depend on other prompts. */
  long seed(int choice) {
    return choice == 0 ? seed : Hashes.seed(seed, choice);
  }
}
