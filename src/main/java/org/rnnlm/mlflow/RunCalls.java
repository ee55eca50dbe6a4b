package org.rnnlm.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The calls of MLflow's API that a run needs, within the limits that it has for one call. */
final class RunCalls {
  private static final int METRICS = 500; // of 1,000
  private static final int PARAMETERS = 100;
  private static final int VALUE = 500; // characters of a parameter; newer servers take 6,000
  private static final String ARTIFACTS = "mlflow-artifacts";

  private final TrackingServer server;

  RunCalls(TrackingServer server) {
    this.server = server;
  }

  /** Returns the id of an experiment, which is made if there is none. */
  private String experiment(String name) {
    try {
      return idOf(server.get("experiments/get-by-name", "experiment_name", name));
    } catch (TrackingException e) {
      if (!e.tellsOfNone()) {
        throw e;
      }
    }
    try {
      return server.post("experiments/create", Map.of("name", name)).path("experiment_id").asText();
    } catch (TrackingException e) {
      if (e.tellsOfOne()) { // by now
        return idOf(server.get("experiments/get-by-name", "experiment_name", name));
      }
      throw e;
    }
  }

  private static String idOf(JsonNode answer) {
    return answer.path("experiment").path("experiment_id").asText();
  }

  /** Makes a run, which is running. */
  TrackedRun create(MlflowSpec spec, String name, Map<String, String> tags) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("experiment_id", experiment(spec.experiment()));
    body.put("run_name", name);
    body.put("start_time", System.currentTimeMillis());
    body.put("tags", pairs(tags));
    JsonNode info = server.post("runs/create", body).path("run").path("info");
    String id = info.path("run_id").asText();
    if (id.isEmpty()) {
      throw new TrackingException("", "answers what is not MLflow's: a run without an id");
    }
    return new TrackedRun(server.toString(), id, info.path("artifact_uri").asText(), 0);
  }

  /**
   * Returns the parameters that the server has of a run.
   *
   * @throws TrackingException also if the run was deleted
   */
  Map<String, String> parameters(String id) {
    JsonNode run = server.get("runs/get", "run_id", id).path("run");
    if ("deleted".equals(run.path("info").path("lifecycle_stage").asText())) {
      throw new TrackingException("RESOURCE_DOES_NOT_EXIST", "says that the run was deleted");
    }
    Map<String, String> parameters = new TreeMap<>();
    run.path("data")
        .path("params")
        .forEach(one -> parameters.put(one.path("key").asText(), one.path("value").asText()));
    return parameters;
  }

  /** Returns what a parameter's value becomes where it is too long. */
  static String fitting(String value) {
    return value.substring(0, Math.min(value.length(), VALUE));
  }

  void parameters(String id, Map<String, String> parameters) {
    for (List<Map<String, String>> some : cut(pairs(parameters), PARAMETERS)) {
      server.post("runs/log-batch", Map.of("run_id", id, "params", some));
    }
  }

  void metrics(String id, List<Metric> metrics) {
    for (List<Metric> some : cut(metrics, METRICS)) {
      server.post("runs/log-batch", Map.of("run_id", id, "metrics", some));
    }
  }

  void tag(String id, Map<String, String> tags) {
    if (!tags.isEmpty()) {
      server.post("runs/log-batch", Map.of("run_id", id, "tags", pairs(tags)));
    }
  }

  /** Says that a run goes on. */
  void running(String id) {
    server.post("runs/update", Map.of("run_id", id, "status", "RUNNING"));
  }

  void ended(String id, String status) {
    server.post(
        "runs/update",
        Map.of("run_id", id, "status", status, "end_time", System.currentTimeMillis()));
  }

  /** Returns whether the server takes files of a run, and does not leave that to its clients. */
  static boolean takesFiles(TrackedRun run) {
    URI uri = URI.create(run.files());
    return ARTIFACTS.equals(uri.getScheme()) && uri.getAuthority() == null;
  }

  void file(TrackedRun run, String name, byte[] content) {
    server.put(place(run, name), content);
  }

  void file(TrackedRun run, String name, InputStream content, long bytes) {
    server.put(place(run, name), content, bytes);
  }

  private static String place(TrackedRun run, String name) {
    return URI.create(run.files()).getPath().replaceAll("^/+", "") + "/" + name;
  }

  private static List<Map<String, String>> pairs(Map<String, String> values) {
    List<Map<String, String>> pairs = new ArrayList<>();
    values.forEach((key, value) -> pairs.add(Map.of("key", key, "value", value)));
    return pairs;
  }

  private static <T> List<List<T>> cut(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int from = 0; from < all.size(); from += most) {
      parts.add(all.subList(from, Math.min(from + most, all.size())));
    }
    return parts;
  }
}
