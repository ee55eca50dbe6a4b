package org.rnnlm.serve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Bf16Choice;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelChoice;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Vocabulary;

/** A server of a small model, untrained but far from uniform, and what a client does. */
final class TestServer implements AutoCloseable {
  static final Vocabulary VOCABULARY = SampleShardSet.vocabulary();
  static final String MODEL = "tiny";
  static final List<String> TEXTS =
      List.of("a sad tale", "tea\nseed", "lead at last a settled date", "e");
  private static final ServeSpec.Limits LIMITS = new ServeSpec.Limits(100_000, 600, 64, 200, 60);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Server server;

  private TestServer(
      ServeSpec spec, String name, Vocabulary vocabulary, Supplier<TextLanes> lanes) {
    this.server =
        new Server(
            new ServedModel(name, 7, vocabulary, SequenceMode.STREAM, false, false), spec, lanes);
    try {
      server.awaitLanes();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @param vocabulary of as many tokens as {@link #VOCABULARY}
   */
  static TestServer start(String name, Vocabulary vocabulary) {
    ServeSpec spec = new ServeSpec("127.0.0.1", 0, "", 8, LIMITS, 20);
    return new TestServer(spec, name, vocabulary, () -> lanes(8));
  }

  static TestServer start() {
    return start(8, "", LIMITS);
  }

  static TestServer start(int lanes, String token, ServeSpec.Limits limits) {
    return start(
        new ServeSpec("127.0.0.1", 0, token, lanes, limits, 20), () -> TestServer.lanes(lanes));
  }

  /**
   * @param lanes that it has, whatever it was told to have
   */
  static TestServer start(ServeSpec spec, Supplier<TextLanes> lanes) {
    return new TestServer(spec, MODEL, VOCABULARY, lanes);
  }

  static MultiLayerNetwork network() {
    ModelSpec model = ModelSpec.of(Cell.LSTM, 2, 11).with(EmbeddingSpec.trained(5));
    KernelSpec kernels = new KernelSpec(KernelChoice.AUTO, Bf16Choice.OFF);
    MultiLayerNetwork network =
        Networks.create(
            model, VOCABULARY.size(), 0.01, 3, new ComputeSpec(ComputeSpec.Layers.RNNLM, kernels));
    network.params().muli(3);
    return network;
  }

  static TextLanes lanes(int count) {
    return TextLanes.of(network(), VOCABULARY.size(), SequenceMode.STREAM, 0, count);
  }

  Server server() {
    return server;
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(
          request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> post(String path, String body) {
    return send(HttpRequest.newBuilder(uri(path)).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  HttpResponse<String> get(String path) {
    return send(HttpRequest.newBuilder(uri(path)).GET());
  }

  /** The answer to a request for completions, single quotes standing for double ones. */
  JsonNode complete(String body) {
    HttpResponse<String> answer = post("/v1/completions", body.replace('\'', '"'));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + ": " + answer.body());
    }
    return Json.tree(answer.body(), "the answer");
  }

  /** Returns the first text of an answer. */
  static JsonNode choice(JsonNode answer) {
    return answer.path("choices").path(0);
  }

  /** Returns what clients get that ask at the same time. */
  static <T> List<T> together(int clients, IntFunction<T> ask) {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<CompletableFuture<T>> all =
          IntStream.range(0, clients)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask.apply(i), threads))
              .toList();
      return all.stream().map(one -> one.orTimeout(300, TimeUnit.SECONDS).join()).toList();
    } finally {
      threads.shutdown();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
