package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.generate.TextGenerator;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.SentNetwork;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

class ServerTest {
  private static final List<String> TEXTS =
      List.of("a sad tale", "tea\nseed", "lead at last a settled date", "e");
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode choice(JsonNode answer) {
    return answer.path("choices").path(0);
  }

  @Test
  void theLikeliestTextIsThatOfGenerate() {
    TextGenerator generator =
        new TextGenerator(TestServer.network(), TestServer.VOCABULARY, SequenceMode.STREAM);
    int[] prompt = new Codec(TestServer.VOCABULARY).encode("a sad");

    JsonNode answer =
        server.complete("{'prompt':'a sad','max_tokens':20,'temperature':0,'echo':true}");

    assertThat(choice(answer).path("text").textValue())
        .isEqualTo(generator.write(prompt, new GenerationSpec(20, 0, false, 1)));
    assertThat(choice(answer).path("finish_reason").textValue()).isEqualTo("length");
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

    assertThat(choice(answer).path("text").textValue()).isEqualTo(expected);
    assertThat(answer.path("choices").path(1).path("text").textValue()).isNotEqualTo(expected);
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
    List<?> prompts = ids ? TEXTS.stream().map(codec::encode).toList() : TEXTS;
    JsonNode answer = server.complete(harness(Json.line(prompts), maxTokens, logprobs));
    MultiLayerNetwork network = TestServer.network();
    ScoringModel model =
        new ScoringModel(
            SentNetwork.of(network, new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF)),
            VocabularyFile.format(TestServer.VOCABULARY),
            SequenceMode.STREAM,
            0);
    try (TextScorer scorer = model.open()) {
      List<ScoredText> scored = scorer.score(TEXTS);
      for (int i = 0; i < TEXTS.size(); i++) {
        JsonNode one = answer.path("choices").path(i);
        JsonNode told = one.path("logprobs");
        int tokens = TEXTS.get(i).length();
        assertThat(one.path("index").intValue()).isEqualTo(i);
        assertThat(one.path("text").textValue()).startsWith(TEXTS.get(i));
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
              .isEqualTo(TEXTS.get(i).substring(at, at + 1));
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

  @Test
  void whatOneGetsDoesNotDependOnTheOthers() throws Exception {
    String body =
        "{'prompt':'a sad tale','max_tokens':40,'seed':5,'logprobs':3,'echo':true,'top_p':0.9}";
    JsonNode alone = server.complete(body).path("choices");
    ExecutorService clients = Executors.newFixedThreadPool(24);
    try {
      for (int round = 0; round < 3; round++) {
        List<CompletableFuture<JsonNode>> answers = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
          int length = 3 + 5 * i;
          String other =
              "{'prompt':'"
                  + TEXTS.get(i % 4).replace("\n", "\\n")
                  + "','max_tokens':"
                  + length
                  + "}";
          String sent = i % 3 == 0 ? body : other;
          answers.add(CompletableFuture.supplyAsync(() -> server.complete(sent), clients));
        }
        for (int i = 0; i < 24; i += 3) {
          assertThat(answers.get(i).get(60, TimeUnit.SECONDS).path("choices")).isEqualTo(alone);
        }
      }
    } finally {
      clients.shutdown();
    }
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
      JsonNode choice = choice(Json.tree(events[i].substring("data: ".length()), "event"));
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
    String whole = choice(server.complete(body + "}")).path("text").textValue();
    String stop = whole.substring(20, 23);
    JsonNode stopped = choice(server.complete(body + ",'stop':" + Json.line(List.of(stop)) + "}"));

    assertThat(stopped.path("text").textValue()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
    assertThat(stopped.path("finish_reason").textValue()).isEqualTo("stop");
    assertThat(stopped.path("logprobs").path("tokens")).hasSize(whole.indexOf(stop));
  }

  @Test
  void nothingIsWrittenWhereNothingIsAskedFor() {
    JsonNode answer = server.complete("{'prompt':['tea',''],'max_tokens':0,'echo':true}");

    assertThat(choice(answer).path("text").textValue()).isEqualTo("tea");
    assertThat(answer.path("choices").path(1).path("text").textValue()).isEmpty();
    assertThat(answer.path("usage").path("completion_tokens").intValue()).isZero();
    assertThat(choice(server.complete("{'max_tokens':5}")).path("text").textValue()).hasSize(5);
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
        "{'top_p':0}|400|top_p|must be a number",
        "{'n':65}|400|n|must be a whole number from 1 to 64",
        "{'n':40,'prompt':['a','a']}|400|n|more than 64 texts",
        "{'stop':''}|400|stop|stop must be a text",
        "{'logprobs':true}|400|logprobs|must be a whole number",
        "{'beam':9}|400|beam|from 1 to 8",
        "{'beam':4,'logprobs':1}|400|logprobs|beam search",
        "{'model':'gpt'}|404|model|this server has the model 'tiny' alone",
        "{'suffix':'a'}|400|suffix|not supported",
        "{'presence_penalty':1}|400|presence_penalty|not supported",
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
  void pathsMethodsAndBodiesThatCannotBeAreRefused() {
    assertThat(server.get("/v1/nothing").statusCode()).isEqualTo(404);
    HttpResponse<String> wrong = server.get("/v1/completions");
    assertThat(wrong.statusCode()).isEqualTo(405);
    assertThat(wrong.headers().firstValue("Allow")).hasValue("POST");
    assertThat(server.post("/v1/completions", "x".repeat(100_001)).statusCode()).isEqualTo(413);
    assertThat(server.post("/v1/completions", "[".repeat(50_000)).statusCode()).isEqualTo(400);
    assertThat(server.post("/health", "{}").statusCode()).isEqualTo(405);
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

  @Test
  void beyondTheQueueRequestsAreToldToComeLater() throws Exception {
    ServeSpec.Limits limits = new ServeSpec.Limits(100_000, 200_000, 64, 2, 60);
    ExecutorService clients = Executors.newFixedThreadPool(12);
    try (TestServer small = TestServer.start(1, "", limits)) {
      String body = "{\"max_tokens\":3000,\"stream\":true}";
      List<CompletableFuture<Integer>> statuses =
          IntStream.range(0, 12)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> small.post("/v1/completions", body).statusCode(), clients))
              .toList();
      List<Integer> all = new ArrayList<>();
      for (CompletableFuture<Integer> status : statuses) {
        all.add(status.get(60, TimeUnit.SECONDS));
      }
      assertThat(all).contains(200, 429).containsOnly(200, 429);
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void aRequestThatTakesTooLongEndsAndFreesItsLane() {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100_000_000, 4, 4, 1);
    try (TestServer slow = TestServer.start(1, "", limits)) {
      HttpResponse<String> answer = slow.post("/v1/completions", "{\"max_tokens\":90000000}");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.body()).contains("took longer than 1 seconds");
      assertThat(choice(slow.complete("{'max_tokens':3}")).path("text").textValue()).hasSize(3);
    }
  }

  @Test
  void whatRunsWhenTheServerIsStoppedEnds() throws Exception {
    ServeSpec.Limits limits = new ServeSpec.Limits(1000, 100_000, 4, 4, 60);
    TestServer stopped = TestServer.start(2, "", limits);
    CompletableFuture<JsonNode> running =
        CompletableFuture.supplyAsync(() -> stopped.complete("{'max_tokens':4000}"));
    while (!stopped.get("/metrics").body().contains("rnnlm_lanes_busy 1")) {
      assertThat(running).isNotDone();
    }
    stopped.close();

    assertThat(choice(running.get(1, TimeUnit.SECONDS)).path("text").textValue()).hasSize(4000);
  }

  @Test
  void slowAndCutClientsHoldUpNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket("127.0.0.1", server.server().port());
        slow.add(socket);
        String head =
            "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{";
        OutputStream out = socket.getOutputStream();
        out.write(
            head.substring(0, i % 3 == 0 ? head.length() : 7 + i)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (i % 5 == 4) {
          socket.close();
        }
      }
      for (int i = 0; i < 10; i++) { // reads nothing of a long answer, then hangs up
        Socket socket = new Socket("127.0.0.1", server.server().port());
        slow.add(socket);
        String body = "{\"max_tokens\":500,\"logprobs\":12,\"stream\":true}";
        socket
            .getOutputStream()
            .write(
                Text.format(
                        "POST /v1/completions HTTP/1.1\r\n"
                            + "Host: localhost\r\n"
                            + "Content-Length: %d\r\n\r\n"
                            + "%s",
                        body.length(), body)
                    .getBytes(StandardCharsets.US_ASCII));
        if (i % 2 == 0) {
          socket.close();
        }
      }
      long start = System.nanoTime();
      assertThat(choice(server.complete("{'max_tokens':20}")).path("text").textValue()).hasSize(20);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void tenThousandHostileRequestsAreAnsweredOrRefused() throws Exception {
    String[] seeds = {
      "{\"prompt\":\"a sad\",\"max_tokens\":2,\"logprobs\":1,\"echo\":true}",
      "{\"prompt\":[4,5,6],\"max_tokens\":1,\"stop\":[\"a\"],\"stream\":true}",
      "{\"prompt\":[\"e\",\"a\"],\"n\":2,\"beam\":2,\"max_tokens\":1}",
      "{\"input\":\"a sad tale\",\"pattern\":\"(a+)+$|s\"}"
    };
    AtomicInteger[] byStatus =
        IntStream.range(0, 600).mapToObj(i -> new AtomicInteger()).toArray(AtomicInteger[]::new);
    ExecutorService clients = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        SplittableRandom random = new SplittableRandom(client);
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 1250; i++) {
                    byte[] body = mutated(seeds[random.nextInt(4)], random);
                    String path = random.nextInt(4) == 3 ? "/v1/activations" : "/v1/completions";
                    HttpResponse<String> answer =
                        server.send(
                            HttpRequest.newBuilder(server.uri(path))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
                    byStatus[answer.statusCode()].incrementAndGet();
                  }
                },
                clients));
      }
      for (CompletableFuture<Void> one : all) {
        one.get(300, TimeUnit.SECONDS);
      }
    } finally {
      clients.shutdown();
    }
    assertThat(byStatus[500].get()).isZero();
    assertThat(byStatus[503].get()).isZero();
    assertThat(byStatus[200].get()).isGreaterThan(100);
    assertThat(byStatus[400].get()).isGreaterThan(1000);
    int sum = IntStream.of(200, 400, 404, 429).map(status -> byStatus[status].get()).sum();
    assertThat(sum).isEqualTo(10_000);
  }

  private static byte[] mutated(String seed, SplittableRandom random) {
    byte[] body = seed.getBytes(StandardCharsets.UTF_8);
    for (int i = random.nextInt(4); i > 0; i--) {
      body[random.nextInt(body.length)] =
          random.nextBoolean() ? (byte) random.nextInt(256) : body[random.nextInt(body.length)];
    }
    return random.nextInt(10) == 0
        ? java.util.Arrays.copyOf(body, random.nextInt(body.length))
        : body;
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
  void manyClientsGetTheirOwnAnswers() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(64);
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int client = 0; client < 64; client++) {
        int length = 1 + client;
        String prompt = "a".repeat(client % 7) + "e".repeat(1 + client % 5);
        all.add(
            CompletableFuture.runAsync(
                () -> {
                  for (int i = 0; i < 4; i++) {
                    String text =
                        choice(
                                server.complete(
                                    "{'prompt':'"
                                        + prompt
                                        + "','max_tokens':"
                                        + length
                                        + ",'echo':true}"))
                            .path("text")
                            .textValue();
                    assertThat(text).startsWith(prompt).hasSize(prompt.length() + length);
                  }
                },
                clients));
      }
      for (CompletableFuture<Void> one : all) {
        one.get(120, TimeUnit.SECONDS);
      }
    } finally {
      clients.shutdown();
    }
  }

  @Test
  void activationsAreThoseOfTheNetwork() {
    String text = "a sad tale at last";
    HttpResponse<String> answer =
        server.post(
            "/v1/activations", "{\"input\":\"" + text + "\",\"pattern\":\"[ae]\",\"units\":22}");
    JsonNode json = Json.tree(answer.body(), "the answer");
    int[] read = new int[text.length() + 1];
    read[0] = Vocabulary.END;
    System.arraycopy(new Codec(TestServer.VOCABULARY).encode(text), 0, read, 1, text.length());
    List<INDArray> layers =
        TestServer.network()
            .feedForward(
                SequenceArrays.steps(read, TokenInput.IDS, TestServer.VOCABULARY.size()), false);

    assertThat(json.path("units")).hasSize(22);
    double before = 0.5;
    for (JsonNode unit : json.path("units")) {
      INDArray layer = layers.get(2 + unit.path("layer").intValue()); // [1, unit, time]
      for (int i = 0; i < text.length(); i++) {
        assertThat(unit.path("activations").path(i).doubleValue())
            .isCloseTo(layer.getDouble(0, unit.path("unit").intValue(), i + 1), within(1e-5));
      }
      double strength = Math.abs(unit.path("auc").doubleValue() - 0.5);
      assertThat(strength).isLessThanOrEqualTo(before);
      before = strength;
    }
    for (int i = 0; i < text.length(); i++) {
      assertThat(json.path("matches").path(i).booleanValue())
          .isEqualTo("ae".indexOf(text.charAt(i)) >= 0);
    }
    assertThat(server.post("/v1/activations", "{\"input\":\"a\",\"pattern\":\"(\"}").statusCode())
        .isEqualTo(400);
    String exponential = "{\"input\":\"" + "a".repeat(300) + "s\",\"pattern\":\"a*a*a*a*a*a*a*e\"}";
    assertThat(server.post("/v1/activations", exponential).statusCode()).isEqualTo(200);
  }

  @Test
  void unitsAreScoredByMannAndWhitneyAndByPearson() {
    boolean[] matches = {true, false, true, false, false};
    UnitScores scores = UnitScores.of(new float[] {3, 1, 2, 2, 0}, matches);

    assertThat(scores.auc()).isCloseTo(5.5 / 6, within(1e-12));
    assertThat(scores.correlation()).isCloseTo(0.7205766921, within(1e-6));
    assertThat(UnitScores.of(new float[] {1, 1, 1, 1, 1}, matches).auc()).isEqualTo(0.5);
    assertThat(UnitScores.of(new float[] {1, 2}, new boolean[] {true, true}).auc()).isEqualTo(0.5);
  }
}
