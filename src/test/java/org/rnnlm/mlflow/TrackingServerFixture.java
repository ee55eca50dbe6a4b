package org.rnnlm.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.rnnlm.io.Json;

/**
 * A tracking server that holds clients to what MLflow's REST API documents: names of fields, limits
 * of a batch, parameters that never change, errors by their codes.
 */
public final class TrackingServerFixture implements AutoCloseable {
  /** A run as the server has it. */
  public static final class Run {
    public final Map<String, String> parameters = new TreeMap<>();
    public final Map<String, String> tags = new TreeMap<>();
    public final List<JsonNode> metrics = new ArrayList<>();
    public final Map<String, byte[]> files = new TreeMap<>();
    public String name = "";
    public String experiment = "";
    public String status = "RUNNING";
    public String stage = "active";

    /** Returns the values of a metric, by step; the server never forgets one. */
    public Map<Long, List<Double>> values(String key) {
      Map<Long, List<Double>> values = new TreeMap<>();
      for (JsonNode metric : metrics) {
        if (metric.get("key").asText().equals(key)) {
          values
              .computeIfAbsent(metric.get("step").asLong(), step -> new ArrayList<>())
              .add(metric.get("value").asDouble());
        }
      }
      return values;
    }
  }

  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Refusal(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  public final Map<String, Run> runs = new LinkedHashMap<>();
  public final Map<String, String> experiments = new HashMap<>(); // name to id
  public int calls;
  private final int port;
  private HttpServer server;
  private String authorization = "";
  private String filesAt = "mlflow-artifacts:/";

  private TrackingServerFixture(int port) {
    this.port = port;
  }

  /** Starts one on any free port of this machine. */
  public static TrackingServerFixture start() throws IOException {
    HttpServer listening = listen(0);
    TrackingServerFixture fixture = new TrackingServerFixture(listening.getAddress().getPort());
    fixture.serve(listening);
    return fixture;
  }

  private static HttpServer listen(int port) throws IOException {
    return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
  }

  private void serve(HttpServer listening) {
    server = listening;
    server.createContext("/", this::handle);
    server.start();
  }

  /** Asks for a login from now on. */
  public void require(String header) {
    authorization = header;
  }

  /** Leaves files of runs that begin from now on to clients. */
  public void keepFilesAt(String uri) {
    filesAt = uri;
  }

  public void goDown() {
    server.stop(0);
  }

  public void comeUp() throws IOException {
    serve(listen(port));
  }

  public String address() {
    return "http://127.0.0.1:" + port;
  }

  public Run onlyRun() {
    if (runs.size() != 1) {
      throw new IllegalStateException(runs.size() + " runs");
    }
    return runs.values().iterator().next();
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    calls++;
    byte[] body = exchange.getRequestBody().readAllBytes();
    int status = 200;
    String answer;
    try {
      answer = Json.line(answer(exchange, body));
    } catch (Refusal e) {
      status = e.status;
      answer = Json.line(Map.of("error_code", e.code, "message", e.getMessage()));
    } catch (RuntimeException e) {
      status = 500;
      answer = Json.line(Map.of("error_code", "INTERNAL_ERROR", "message", e.toString()));
    }
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Map<String, ?> answer(HttpExchange exchange, byte[] body) {
    String login = exchange.getRequestHeaders().getFirst("Authorization");
    if (!authorization.isEmpty() && !authorization.equals(login)) {
      throw new Refusal(401, "UNAUTHENTICATED", "who are you?");
    }
    String path = exchange.getRequestURI().getPath();
    String call = exchange.getRequestMethod() + " " + path;
    String files = "PUT /api/2.0/mlflow-artifacts/artifacts/";
    if (call.startsWith(files)) {
      return store(call.substring(files.length()), body);
    }
    String query = exchange.getRequestURI().getRawQuery();
    return switch (call) {
      case "GET /api/2.0/mlflow/experiments/get-by-name" ->
          experiment(value(query, "experiment_name"));
      case "POST /api/2.0/mlflow/experiments/create" -> create(json(body, "name"));
      case "POST /api/2.0/mlflow/runs/create" ->
          begin(json(body, "experiment_id", "run_name", "start_time", "tags"));
      case "GET /api/2.0/mlflow/runs/get" -> told(value(query, "run_id"));
      case "POST /api/2.0/mlflow/runs/update" -> update(json(body, "run_id", "status", "end_time"));
      case "POST /api/2.0/mlflow/runs/log-batch" ->
          log(json(body, "run_id", "metrics", "params", "tags"), body.length);
      default -> throw new Refusal(404, "ENDPOINT_NOT_FOUND", call);
    };
  }

  private static String value(String query, String name) {
    if (!query.startsWith(name + "=")) {
      throw invalid("Missing value for required parameter '" + name + "'");
    }
    return URLDecoder.decode(query.substring(name.length() + 1), StandardCharsets.UTF_8);
  }

  private static JsonNode json(byte[] body, String... fields) {
    JsonNode json = Json.tree(new String(body, StandardCharsets.UTF_8), "a request");
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!Set.of(fields).contains(name)) {
                throw invalid("no field " + name);
              }
            });
    return json;
  }

  private static Refusal invalid(String message) {
    return new Refusal(400, "INVALID_PARAMETER_VALUE", message);
  }

  private static Refusal none(String message) {
    return new Refusal(404, "RESOURCE_DOES_NOT_EXIST", message);
  }

  private Map<String, ?> experiment(String name) {
    if (!experiments.containsKey(name)) {
      throw none("Could not find experiment with name '" + name + "'");
    }
    return Map.of(
        "experiment", Map.of("experiment_id", experiments.get(name), "lifecycle_stage", "active"));
  }

  private Map<String, ?> create(JsonNode body) {
    String name = body.get("name").asText();
    if (experiments.containsKey(name)) {
      throw new Refusal(400, "RESOURCE_ALREADY_EXISTS", "Experiment '" + name + "' exists");
    }
    experiments.put(name, String.valueOf(experiments.size() + 1));
    return Map.of("experiment_id", experiments.get(name));
  }

  private Map<String, ?> begin(JsonNode body) {
    Run run = new Run();
    run.experiment = body.get("experiment_id").asText();
    if (!experiments.containsValue(run.experiment)) {
      throw none("No Experiment with id=" + run.experiment);
    }
    run.name = body.get("run_name").asText();
    body.get("tags")
        .forEach(tag -> run.tags.put(tag.get("key").asText(), tag.get("value").asText()));
    String id = "run" + (runs.size() + 1);
    runs.put(id, run);
    return Map.of("run", Map.of("info", info(id)));
  }

  private Map<String, String> info(String id) {
    Run run = runs.get(id);
    return Map.of(
        "run_id",
        id,
        "status",
        run.status,
        "lifecycle_stage",
        run.stage,
        "artifact_uri",
        filesAt + run.experiment + "/" + id + "/artifacts");
  }

  private Run run(String id) {
    if (!runs.containsKey(id)) {
      throw none("Run with id=" + id + " not found");
    }
    return runs.get(id);
  }

  private Map<String, ?> told(String id) {
    List<Map<String, String>> params = new ArrayList<>();
    run(id).parameters.forEach((key, value) -> params.add(Map.of("key", key, "value", value)));
    return Map.of("run", Map.of("info", info(id), "data", Map.of("params", params)));
  }

  private Map<String, ?> update(JsonNode body) {
    Run run = run(body.get("run_id").asText());
    run.status = body.get("status").asText();
    if (!Set.of("RUNNING", "SCHEDULED", "FINISHED", "FAILED", "KILLED").contains(run.status)) {
      throw invalid("Invalid run status");
    }
    return Map.of("run_info", info(body.get("run_id").asText()));
  }

  private Map<String, ?> log(JsonNode body, int bytes) {
    Run run = run(body.get("run_id").asText());
    JsonNode metrics = body.path("metrics");
    JsonNode params = body.path("params");
    JsonNode tags = body.path("tags");
    if (!run.stage.equals("active")) {
      throw invalid("The run must be in the 'active' state");
    }
    if (metrics.size() > 1000 || params.size() > 100 || tags.size() > 100 || bytes > 1_000_000) {
      throw invalid("A batch logging request can contain at most 1000 metrics, 100 params");
    }
    for (JsonNode param : params) {
      String key = param.get("key").asText();
      String value = param.get("value").asText();
      if (value.length() > 500 || !value.equals(run.parameters.getOrDefault(key, value))) {
        throw invalid("Changing param values is not allowed. Param with key='" + key + "'");
      }
      run.parameters.put(key, value);
    }
    for (JsonNode metric : metrics) {
      if (!metric.get("key").asText().matches("[/\\w.\\- :]+")
          || !metric.get("value").isNumber()
          || !metric.get("timestamp").isIntegralNumber()
          || !metric.get("step").isIntegralNumber()) {
        throw invalid("Got invalid metric " + metric);
      }
      run.metrics.add(metric);
    }
    tags.forEach(tag -> run.tags.put(tag.get("key").asText(), tag.get("value").asText()));
    return Map.of();
  }

  /** Stores EXPERIMENT/RUN/artifacts/NAME. */
  private Map<String, ?> store(String path, byte[] content) {
    String[] parts = path.split("/", 4);
    Run run = run(parts[1]);
    if (!parts[0].equals(run.experiment) || !parts[2].equals("artifacts")) {
      throw none(path);
    }
    run.files.put(parts[3], content);
    return Map.of();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
