package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.VocabularyFile;

class LogprobsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** The payload of lm_eval/models/openai_completions.py for loglikelihood, field by field. */
  private static String harness(String messages, int maxTokens, int logprobs) {
    return Text.format(
        "{\"model\": \"tiny\", \"prompt\": %s, \"temperature\": 0, \"max_tokens\": %d,"
            + " \"logprobs\": %d, \"seed\": 1234, \"echo\": true}",
        messages, maxTokens, logprobs);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, true", "1, 10, true", "0, 1, true", "1, 1, false", "0, 10, false"})
  void whatTheEvaluationHarnessSumsIsWhatScoringSums(int maxTokens, int logprobs, boolean ids) {
    Codec codec = new Codec(TestServer.VOCABULARY);
    List<?> prompts =
        ids ? TestServer.TEXTS.stream().map(codec::encode).toList() : TestServer.TEXTS;
    JsonNode answer = server.complete(harness(Json.line(prompts), maxTokens, logprobs));
    MultiLayerNetwork network = TestServer.network();
    ScoringModel model =
        new ScoringModel(
            SentNetwork.of(network, new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF)),
            VocabularyFile.format(TestServer.VOCABULARY),
            SequenceMode.STREAM,
            0);
    try (TextScorer scorer = model.open()) {
      List<ScoredText> scored = scorer.score(TestServer.TEXTS);
      for (int i = 0; i < TestServer.TEXTS.size(); i++) {
        JsonNode one = answer.path("choices").path(i);
        JsonNode told = one.path("logprobs");
        int tokens = TestServer.TEXTS.get(i).length();
        assertThat(one.path("index").intValue()).isEqualTo(i);
        assertThat(one.path("text").textValue()).startsWith(TestServer.TEXTS.get(i));
        for (String list : List.of("tokens", "token_logprobs", "top_logprobs", "text_offset")) {
          assertThat(told.path(list)).hasSize(tokens + maxTokens);
        }
        double expected = 0;
        double sum = 0;
        for (int at = 0; at < tokens; at++) {
          double logprob = told.path("token_logprobs").path(at).doubleValue();
          sum += logprob;
          expected -= scored.get(i).tokens().get(at).nats();
          assertThat(told.path("text_offset").path(at).intValue()).isEqualTo(at);
          assertThat(told.path("tokens").path(at).textValue())
              .isEqualTo(TestServer.TEXTS.get(i).substring(at, at + 1));
          JsonNode top = told.path("top_logprobs").path(at);
          assertThat(top.size()).isBetween(logprobs, logprobs + 1);
          double best = -1e9;
          for (JsonNode value : top) {
            best = Math.max(best, value.doubleValue());
          }
          assertThat(best).isGreaterThanOrEqualTo(logprob);
        }
        assertThat(sum).isCloseTo(expected, within(1e-6 * tokens));
      }
    }
  }
}
