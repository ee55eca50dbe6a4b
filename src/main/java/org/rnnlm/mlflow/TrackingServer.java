package org.rnnlm.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;

/**
 * MLflow's REST API at one address. A call that the server does not answer within some seconds, or
 * refuses, is a {@link TrackingException}. No redirection is followed, so that the login, which
 * comes from the environment as MLflow's own clients have it, goes nowhere else.
 */
final class TrackingServer {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final Duration FILE = Duration.ofMinutes(10);
  private static final int TOLD = 300; // characters of what a server says of an error

  private final URI server;
  private final String path;
  private final Optional<String> authorization;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /**
   * @param environment where the login is: {@code MLFLOW_TRACKING_USERNAME} and {@code
   *     MLFLOW_TRACKING_PASSWORD}, or {@code MLFLOW_TRACKING_TOKEN}
   */
  TrackingServer(URI server, Map<String, String> environment) {
    this.server = server;
    this.path = server.getPath().replaceAll("/+$", "") + "/api/2.0/";
    this.authorization = authorization(environment);
  }

  private static Optional<String> authorization(Map<String, String> environment) {
    String user = environment.getOrDefault("MLFLOW_TRACKING_USERNAME", "");
    String password = environment.getOrDefault("MLFLOW_TRACKING_PASSWORD", "");
    String token = environment.getOrDefault("MLFLOW_TRACKING_TOKEN", "");
    if (!user.isEmpty() && !password.isEmpty()) {
      byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(login));
    }
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }

  /** Asks for something by one of its properties. */
  JsonNode get(String what, String property, String value) {
    String query = property + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    return answer(request("mlflow/" + what, query).timeout(ANSWER).GET());
  }

  JsonNode post(String what, Map<String, ?> body) {
    return answer(
        request("mlflow/" + what, null)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Json.line(body))));
  }

  /**
   * Stores a file where the server keeps those of its runs.
   *
   * @param name below the server's own root
   */
  void put(String name, byte[] content) {
    put(name, HttpRequest.BodyPublishers.ofByteArray(content));
  }

  /** Stores what a stream holds, of so many bytes. */
  void put(String name, InputStream content, long bytes) {
    HttpRequest.BodyPublisher publisher = HttpRequest.BodyPublishers.ofInputStream(() -> content);
    put(
        name,
        bytes == 0
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.fromPublisher(publisher, bytes));
  }

  private void put(String name, HttpRequest.BodyPublisher content) {
    answer(
        request("mlflow-artifacts/artifacts/" + name, null)
            .timeout(FILE)
            .header("Content-Type", "application/octet-stream")
            .PUT(content));
  }

  private HttpRequest.Builder request(String what, String query) {
    try {
      String file = new URI(null, null, path + what, null).getRawPath();
      URI whole = server.resolve(query == null ? file : file + "?" + query);
      HttpRequest.Builder request = HttpRequest.newBuilder(whole);
      authorization.ifPresent(login -> request.header("Authorization", login));
      return request;
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address of " + what, e);
    }
  }

  private JsonNode answer(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request.build());
    if (response.statusCode() != 200) {
      throw refusal(response);
    }
    return json(response.body().isBlank() ? "{}" : response.body());
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      throw new TrackingException("cannot be reached: " + why, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrackingException("was not waited for", e);
    }
  }

  private JsonNode json(String body) {
    try {
      return Json.tree(body, server.toString());
    } catch (DataException e) {
      throw new TrackingException("", "answers what is not MLflow's: no JSON");
    }
  }

  private TrackingException refusal(HttpResponse<String> response) {
    String status = "answers with status " + response.statusCode();
    try {
      JsonNode error = Json.tree(response.body(), server.toString());
      String message = error.path("message").asText();
      String told = message.substring(0, Math.min(message.length(), TOLD));
      return new TrackingException(
          error.path("error_code").asText(), told.isEmpty() ? status : status + ": " + told);
    } catch (DataException e) {
      return new TrackingException("", status);
    }
  }

  @Override
  public String toString() {
    return server.toString();
  }
}
