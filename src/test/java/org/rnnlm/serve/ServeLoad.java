package org.rnnlm.serve;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.rnnlm.io.Json;
import org.rnnlm.text.Text;

/** Asks a running server as clients do: arguments are its address, clients, seconds and tokens. */
final class ServeLoad {
  private ServeLoad() {}

  public static void main(String[] arguments) throws Exception {
    URI address = URI.create(arguments[0] + "/v1/completions");
    int clients = Integer.parseInt(arguments[1]);
    int tokens = Integer.parseInt(arguments[3]);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(Integer.parseInt(arguments[2]));
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    List<Double> latencies = Collections.synchronizedList(new ArrayList<>());
    List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    List<CompletableFuture<Void>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      String prompt = "KING " + Character.toString('A' + i % 26) + " " + i / 26 % 3 + ":";
      String shown = prompt.replaceAll("[0-9]", "e");
      int mine = tokens + i % 7;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                String first = "";
                while (System.nanoTime() < end) {
                  long sent = System.nanoTime();
                  String text = ask(http, address, shown, mine);
                  latencies.add((System.nanoTime() - sent) / 1e6);
                  first = first.isEmpty() ? text : first;
                  if (!text.equals(first)
                      || !text.startsWith(shown)
                      || text.length() != shown.length() + mine) {
                    wrong.add(text);
                  }
                }
              },
              threads));
    }
    all.forEach(CompletableFuture::join);
    threads.shutdown();
    double seconds = (System.nanoTime() - start) / 1e9;
    Collections.sort(latencies);
    System.out.print(
        Text.format(
            "%d clients: %d answers in %.1f s, %.0f tokens/s, p50 %.0f ms, p95 %.0f ms, %d wrong%n",
            clients,
            latencies.size(),
            seconds,
            latencies.size() * (tokens + Math.min(clients - 1, 6) / 2.0) / seconds,
            latencies.get(latencies.size() / 2),
            latencies.get(latencies.size() * 95 / 100),
            wrong.size()));
  }

  private static String ask(HttpClient http, URI address, String prompt, int tokens) {
    String body =
        Text.format(
            "{\"prompt\":%s,\"max_tokens\":%d,\"seed\":3,\"temperature\":0.8,\"echo\":true}",
            Json.line(prompt), tokens);
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return Json.tree(answer.body(), "the answer").path("choices").path(0).path("text").asText();
    } catch (java.io.IOException e) {
      return e.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
