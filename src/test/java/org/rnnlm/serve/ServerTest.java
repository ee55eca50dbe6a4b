package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServerTest {
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
  void modelsHealthMetricsAndThePageAreTold() {
    assertThat(server.get("/v1/models").body())
        .contains("\"object\":\"list\"", "\"id\":\"tiny\"", "\"owned_by\":\"rnnlm\"");
    assertThat(server.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
    server.complete("{'max_tokens':3}");
    HttpResponse<String> metrics = server.get("/metrics");
    assertThat(metrics.body())
        .contains("rnnlm_requests_total{path=\"/v1/completions\",code=\"200\"} ")
        .contains("# TYPE rnnlm_request_seconds histogram", "rnnlm_lanes 8\n");
    assertThat(metrics.body().lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[^}]*})? [-+0-9.E]+"));
    HttpResponse<String> page = server.get("/");
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'");
  }

  @Test
  void whereATokenIsAskedForNothingIsToldWithoutIt() {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100, 4, 4, 10);
    try (TestServer guarded = TestServer.start(2, "secret", limits)) {
      for (String path : List.of("/v1/models", "/metrics")) {
        assertThat(guarded.get(path).statusCode()).isEqualTo(401);
        for (String given : List.of("Bearer wrong", "secret", "Bearer ")) {
          HttpRequest.Builder request =
              HttpRequest.newBuilder(guarded.uri(path)).header("Authorization", given);
          assertThat(guarded.send(request).statusCode()).isEqualTo(401);
        }
        HttpRequest.Builder right =
            HttpRequest.newBuilder(guarded.uri(path)).header("Authorization", "Bearer secret");
        assertThat(guarded.send(right).statusCode()).isEqualTo(200);
      }
      assertThat(guarded.post("/v1/completions", "{}").statusCode()).isEqualTo(401);
      assertThat(guarded.get("/health").statusCode()).isEqualTo(200);
    }
  }
}
