package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.Json;

class RefusalTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'prompt':'xyz'}|400|prompt|the model's vocabulary lacks 'x', 'y', 'z'",
        "{'prompt':[99]}|400|prompt|token 99 is outside the vocabulary of 12 ids",
        "{'prompt':[1.5]}|400|prompt|prompt must be",
        "{'prompt':{}}|400|prompt|prompt must be",
        "{'prompt':[]}|400|prompt|prompt must be",
        "{'max_tokens':-1}|400|max_tokens|max_tokens must be a whole number from 0 to 600",
        "{'max_tokens':'many'}|400|max_tokens|must be a whole number",
        "{'max_tokens':600,'prompt':'tea'}|400|prompt|more than 600",
        "{'temperature':-0.1}|400|temperature|must be a number",
        "{'top_p':0}|400|top_p|must be a number from 1.0E-9 to 1.0",
        "{'n':65}|400|n|must be a whole number from 1 to 64",
        "{'n':40,'prompt':['a','a']}|400|n|more than 64 texts",
        "{'stop':''}|400|stop|stop must be a text",
        "{'logprobs':true}|400|logprobs|must be a whole number",
        "{'beam':9}|400|beam|from 1 to 8",
        "{'beam':4,'logprobs':1}|400|logprobs|beam search",
        "{'model':'gpt'}|404|model|this server has the model 'tiny' alone",
        "{'suffix':'a'}|400|suffix|not supported",
        "{'presence_penalty':1}|400|presence_penalty|not supported",
        "{'presence_penalty':true}|400|presence_penalty|not supported",
        "{'frequency_penalty':'0'}|400|frequency_penalty|not supported",
        "{'best_of':3}|400|best_of|not supported",
        "{'tempreature':1}|400|tempreature|unknown parameter",
        "{'prompt':'a','prompt':'e'}|400||Duplicate field",
        "[1]|400||must be a JSON object",
        "{|400||no JSON",
        "``|400||must be a JSON object"
      })
  void whatCannotBeIsRefusedByName(String body, int status, String parameter, String message) {
    HttpResponse<String> answer = server.post("/v1/completions", body.replace('\'', '"'));

    JsonNode error = Json.tree(answer.body(), "the answer").path("error");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(error.path("param").textValue()).isEqualTo(parameter);
    assertThat(error.path("message").textValue().replace('"', '\'')).contains(message);
    assertThat(error.path("type").textValue()).isEqualTo("invalid_request_error");
  }

  @Test
  void aPageOfAnotherSiteIsRefused() {
    for (String path : List.of("/v1/completions", "/v1/activations")) {
      assertThat(fetched(path, "cross-site")).isEqualTo(403);
      for (String site : List.of("same-origin", "same-site", "none")) {
        assertThat(fetched(path, site)).isEqualTo(200);
      }
    }
    HttpRequest.Builder link =
        HttpRequest.newBuilder(server.uri("/")).header("Sec-Fetch-Site", "cross-site");
    assertThat(server.send(link).statusCode()).isEqualTo(200);
  }

  private static int fetched(String path, String site) {
    String body = path.endsWith("activations") ? "{\"input\":\"tea\"}" : "{\"max_tokens\":1}";
    return server
        .send(
            HttpRequest.newBuilder(server.uri(path))
                .header("Sec-Fetch-Site", site)
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void whatIsAskedForInTheWayThatDoesNothingPasses() {
    server.complete(
        "{'max_tokens':1,'suffix':'','presence_penalty':0,'frequency_penalty':0.0,'best_of':1,"
            + "'logit_bias':{}}");
  }

  @Test
  void pathsMethodsAndBodiesThatCannotBeAreRefused() {
    assertThat(server.get("/v1/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = server.get("/v1/completions");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    assertThat(server.post("/v1/completions", "x".repeat(100_001)).statusCode()).isEqualTo(413);
    assertThat(server.post("/v1/completions", "[".repeat(50_000)).statusCode()).isEqualTo(400);
    assertThat(server.post("/health", "{}").statusCode()).isEqualTo(405);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n\r\n",
        "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
        "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "POST /v1/completions HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Content-Length: 99999999999999\r\n\r\n",
        "POST /v1/completions HTTP/1.1\r\n"
            + "Host: localhost\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n"
            + "zz\r\n"
      })
  void whatIsNoRequestIsRefusedAndNothingHangs(String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", server.server().port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(answer.lines().findFirst().orElse("")).matches("(HTTP/1.1 [45]\\d\\d .*)?");
    }
    assertThat(server.get("/health").statusCode()).isEqualTo(200);
  }

  @Test
  void tenThousandHostileRequestsAreAnsweredOrRefused() {
    String[] seeds = {
      "{\"prompt\":\"a sad\",\"max_tokens\":2,\"logprobs\":1,\"echo\":true}",
      "{\"prompt\":[4,5,6],\"max_tokens\":1,\"stop\":[\"a\"],\"stream\":true}",
      "{\"prompt\":[\"e\",\"a\"],\"n\":2,\"beam\":2,\"max_tokens\":1}",
      "{\"input\":\"a sad tale\",\"pattern\":\"(a+)+$|s\"}"
    };
    int[] byStatus = new int[600];
    TestServer.together(8, client -> statuses(seeds, new SplittableRandom(client)))
        .forEach(some -> Arrays.stream(some).forEach(status -> byStatus[status]++));

    assertThat(byStatus[500]).isZero();
    assertThat(byStatus[503]).isZero();
    assertThat(byStatus[200]).isGreaterThan(100);
    assertThat(byStatus[400]).isGreaterThan(1000);
    int sum = IntStream.of(200, 400, 404, 429).map(status -> byStatus[status]).sum();
    assertThat(sum).isEqualTo(10_000);
  }

  private static int[] statuses(String[] seeds, SplittableRandom random) {
    int[] statuses = new int[1250];
    for (int i = 0; i < statuses.length; i++) {
      byte[] body = mutated(seeds[random.nextInt(4)], random);
      String path = random.nextInt(4) == 3 ? "/v1/activations" : "/v1/completions";
      HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofByteArray(body);
      statuses[i] =
          server.send(HttpRequest.newBuilder(server.uri(path)).POST(publisher)).statusCode();
    }
    return statuses;
  }

  private static byte[] mutated(String seed, SplittableRandom random) {
    byte[] body = seed.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      body[random.nextInt(body.length)] =
          random.nextBoolean() ? (byte) random.nextInt(256) : body[random.nextInt(body.length)];
    }
    return random.nextInt(10) == 0 ? Arrays.copyOf(body, random.nextInt(body.length)) : body;
  }
}
