package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.Json;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;

class CompletionsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theLikeliestTextIsThatOfGenerate() {
    TextGenerator generator =
        new TextGenerator(TestServer.network(), TestServer.VOCABULARY, SequenceMode.STREAM);
    int[] prompt = new Codec(TestServer.VOCABULARY).encode("a sad");

    JsonNode answer =
        server.complete("{'prompt':'a sad','max_tokens':20,'temperature':0,'echo':true}");

    assertThat(TestServer.choice(answer).path("text").textValue())
        .isEqualTo(generator.write(prompt, new GenerationSpec(20, 0, false, 1)));
    assertThat(TestServer.choice(answer).path("finish_reason").textValue()).isEqualTo("length");
    assertThat(answer.path("usage").toString())
        .isEqualTo("{\"prompt_tokens\":5,\"completion_tokens\":20,\"total_tokens\":25}");
    assertThat(answer.path("object").textValue()).isEqualTo("text_completion");
    assertThat(answer.path("model").textValue()).isEqualTo("tiny");
  }

  @Test
  void aBeamFindsWhatGenerateFinds() {
    TextGenerator generator =
        new TextGenerator(TestServer.network(), TestServer.VOCABULARY, SequenceMode.STREAM);
    int[] prompt = new Codec(TestServer.VOCABULARY).encode("a sad");
    String expected = generator.search(prompt, new GenerationSpec(9, 0, false, 1), 4, 0);

    JsonNode answer =
        server.complete("{'prompt':'a sad','max_tokens':9,'beam':4,'n':2,'echo':true}");

    assertThat(TestServer.choice(answer).path("text").textValue()).isEqualTo(expected);
    assertThat(answer.path("choices").path(1).path("text").textValue()).isNotEqualTo(expected);
  }

  @Test
  void whatAPromptGetsDoesNotDependOnThoseBesideIt() {
    JsonNode several =
        server
            .complete("{'prompt':['tea','a sad'],'max_tokens':15,'seed':8,'n':3}")
            .path("choices");
    JsonNode alone =
        server.complete("{'prompt':'a sad','max_tokens':15,'seed':8,'n':3}").path("choices");

    for (int i = 0; i < 3; i++) {
      assertThat(several.path(3 + i).path("text")).isEqualTo(alone.path(i).path("text"));
      assertThat(several.path(3 + i).path("index").intValue()).isEqualTo(3 + i);
    }
    assertThat(alone.path(0).path("text")).isNotEqualTo(alone.path(1).path("text"));
  }

  @Test
  void aStreamIsTheSameTextInPieces() {
    String body = "{'prompt':'tea','max_tokens':30,'seed':3,'logprobs':2,'echo':true,'n':2";
    JsonNode whole = server.complete(body + "}");
    HttpResponse<String> stream =
        server.post(
            "/v1/completions",
            (body + ",'stream':true,'stream_options':{'include_usage':true}}").replace('\'', '"'));

    assertThat(stream.headers().firstValue("Content-Type"))
        .hasValue("text/event-stream; charset=utf-8");
    String[] events = stream.body().split("\n\n");
    assertThat(events).hasSizeGreaterThan(20);
    assertThat(events[events.length - 1]).isEqualTo("data: [DONE]");
    StringBuilder[] texts = {new StringBuilder(), new StringBuilder()};
    List<List<String>> tokens = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < events.length - 2; i++) {
      JsonNode choice =
          TestServer.choice(Json.tree(events[i].substring("data: ".length()), "event"));
      int index = choice.path("index").intValue();
      texts[index].append(choice.path("text").textValue());
      choice
          .path("logprobs")
          .path("tokens")
          .forEach(token -> tokens.get(index).add(token.textValue()));
    }
    for (int i = 0; i < 2; i++) {
      assertThat(texts[i].toString())
          .isEqualTo(whole.path("choices").path(i).path("text").textValue());
      assertThat(String.join("", tokens.get(i))).isEqualTo(texts[i].toString());
    }
    JsonNode usage = Json.tree(events[events.length - 2].substring(6), "event").path("usage");
    assertThat(usage).isEqualTo(whole.path("usage"));
  }

  @Test
  void aTextEndsBeforeAStop() {
    String body = "{'prompt':'tea','max_tokens':60,'seed':3,'logprobs':0";
    String whole = TestServer.choice(server.complete(body + "}")).path("text").textValue();
    String stop = whole.substring(20, 23);
    JsonNode stopped =
        TestServer.choice(server.complete(body + ",'stop':" + Json.line(List.of(stop)) + "}"));

    assertThat(stopped.path("text").textValue()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(stopped.path("finish_reason").textValue()).isEqualTo("stop");
    assertThat(stopped.path("logprobs").path("tokens")).hasSize(whole.indexOf(stop));
  }

  @Test
  void nothingIsWrittenWhereNothingIsAskedFor() {
    JsonNode answer = server.complete("{'prompt':['tea',''],'max_tokens':0,'echo':true}");

    assertThat(TestServer.choice(answer).path("text").textValue()).isEqualTo("tea");
    assertThat(answer.path("choices").path(1).path("text").textValue()).isEmpty();
    assertThat(answer.path("usage").path("completion_tokens").intValue()).isZero();
    assertThat(TestServer.choice(server.complete("{'max_tokens':5}")).path("text").textValue())
        .hasSize(5);
  }
}
