package org.rnnlm.serve;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes what {@code /v1/completions} answers, whole or a piece at a time. */
final class CompletionAnswer {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ServedModel model;
  private final String id;
  private final long created;
  private final boolean logs;
  private final long promptTokens;
  private long written;

  CompletionAnswer(ServedModel model, String id, long created, CompletionRequest request) {
    this.model = model;
    this.id = id;
    this.created = created;
    this.logs = request.logprobs().isPresent();
    this.promptTokens = request.prompts().stream().mapToLong(prompt -> prompt.length).sum();
  }

  long promptTokens() {
    return promptTokens;
  }

  long written() {
    return written;
  }

  /** Returns an answer with what a piece adds to it. */
  ObjectNode piece(AnswerPart part) {
    written += part.written();
    ObjectNode json = head();
    json.withArray("choices").add(choice(part.choice(), part.text(), part.logs(), part.finish()));
    return json;
  }

  /** Returns an answer without choices, which says how many tokens there were. */
  ObjectNode usageAlone() {
    ObjectNode json = head();
    json.set("usage", usage());
    return json;
  }

  /** Returns the whole answer. */
  ObjectNode whole(List<AnswerPart> parts, int choices) {
    Map<Integer, List<AnswerPart>> byChoice =
        parts.stream().collect(Collectors.groupingBy(AnswerPart::choice));
    ObjectNode json = head();
    for (int choice = 0; choice < choices; choice++) {
      StringBuilder text = new StringBuilder();
      List<TokenLog> all = new ArrayList<>();
      Optional<String> finish = Optional.empty();
      for (AnswerPart part : byChoice.get(choice)) {
        text.append(part.text());
        all.addAll(part.logs());
        finish = part.finish();
        written += part.written();
      }
      json.withArray("choices").add(choice(choice, text.toString(), all, finish));
    }
    json.set("usage", usage());
    return json;
  }

  private ObjectNode head() {
    ObjectNode json = JSON.objectNode();
    json.put("id", id).put("object", "text_completion");
    json.put("created", created).put("model", model.id());
    json.set("choices", JSON.arrayNode());
    return json;
  }

  private ObjectNode choice(
      int index, String text, List<TokenLog> tokens, Optional<String> finish) {
    ObjectNode json = JSON.objectNode();
    json.put("text", text).put("index", index);
    json.set("logprobs", logs ? logprobs(tokens) : JSON.nullNode());
    json.put("finish_reason", finish.orElse(null));
    return json;
  }

  private static ObjectNode logprobs(List<TokenLog> logs) {
    ArrayNode tokens = JSON.arrayNode();
    ArrayNode logprobs = JSON.arrayNode();
    ArrayNode top = JSON.arrayNode();
    ArrayNode offsets = JSON.arrayNode();
    for (TokenLog log : logs) {
      tokens.add(log.token());
      logprobs.add(log.logprob());
      ObjectNode likeliest = top.addObject();
      log.top().forEach(likeliest::put);
      offsets.add(log.offset());
    }
    ObjectNode json = JSON.objectNode();
    json.set("tokens", tokens);
    json.set("token_logprobs", logprobs);
    json.set("top_logprobs", top);
    json.set("text_offset", offsets);
    return json;
  }

  private ObjectNode usage() {
    ObjectNode usage = JSON.objectNode();
    usage.put("prompt_tokens", promptTokens).put("completion_tokens", written);
    return usage.put("total_tokens", promptTokens + written);
  }
}
