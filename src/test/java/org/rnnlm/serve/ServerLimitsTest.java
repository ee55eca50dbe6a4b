package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.rnnlm.generate.TextLanes;

class ServerLimitsTest {
  @Test
  void beyondTheQueueRequestsAreToldToComeLater() {
    ServeSpec.Limits limits = new ServeSpec.Limits(100_000, 200_000, 64, 2, 60);
    try (TestServer small = TestServer.start(1, "", limits)) {
      String body = "{\"max_tokens\":3000,\"stream\":true}";
      List<Integer> statuses =
          TestServer.together(12, i -> small.post("/v1/completions", body).statusCode());
      assertThat(statuses).contains(200, 429).containsOnly(200, 429);
    }
  }

  @Test
  void aBeamIsNoWiderThanTheLanesThatThereAre() {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100, 4, 4, 5);
    ServeSpec spec = new ServeSpec("127.0.0.1", 0, "", 8, limits, 20);
    try (TestServer one = TestServer.start(spec, () -> TestServer.lanes(1))) {
      HttpResponse<String> answer = one.post("/v1/completions", "{\"beam\":2,\"max_tokens\":2}");
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.body()).contains("beam must be a whole number from 1 to 1");
      assertThat(
              TestServer.choice(one.complete("{'beam':1,'max_tokens':3}")).path("text").textValue())
          .hasSize(3);
    }
  }

  @Test
  void aServerThatCannotReadIsNotWell() {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100, 4, 4, 5);
    ServeSpec spec = new ServeSpec("127.0.0.1", 0, "", 8, limits, 20);
    Supplier<TextLanes> none =
        () -> {
          throw new IllegalStateException("a test's, on purpose");
        };
    try (TestServer broken = TestServer.start(spec, none)) {
      assertThat(broken.get("/health").statusCode()).isEqualTo(503);
      assertThat(broken.post("/v1/completions", "{\"prompt\":\"tea\"}").statusCode())
          .isEqualTo(503);
      assertThat(broken.get("/metrics").body()).contains("rnnlm_prompt_tokens_total 0\n");
    }
  }

  @Test
  void aRequestThatTakesTooLongEndsAndFreesItsLane() {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100_000_000, 4, 4, 3);
    try (TestServer slow = TestServer.start(1, "", limits)) {
      HttpResponse<String> answer = slow.post("/v1/completions", "{\"max_tokens\":90000000}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("took longer than 3 seconds");
      assertThat(TestServer.choice(slow.complete("{'max_tokens':3}")).path("text").textValue())
          .hasSize(3);
    }
  }

  @Test
  void whatRunsWhenTheServerIsStoppedEnds() throws Exception {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100_000, 4, 4, 60);
    ServeSpec spec = new ServeSpec("127.0.0.1", 0, "", 2, limits, 120);
    TestServer stopped = TestServer.start(spec, () -> TestServer.lanes(2));
    CompletableFuture<JsonNode> running =
        CompletableFuture.supplyAsync(() -> stopped.complete("{'max_tokens':5000}"));
    while (!stopped.get("/metrics").body().contains("rnnlm_lanes_busy 1")) {
      assertThat(running).isNotDone();
    }
    stopped.close();

    assertThat(TestServer.choice(running.get(1, TimeUnit.SECONDS)).path("text").textValue())
        .hasSize(5000);
  }
}
