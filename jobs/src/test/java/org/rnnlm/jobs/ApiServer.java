package org.rnnlm.jobs;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import okhttp3.Headers;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

/** A Kubernetes API server that keeps what it is given, and has no nodes. */
final class ApiServer implements AutoCloseable {
  private final KubernetesMockServer server =
      new KubernetesMockServer(
          new Context(), new MockWebServer(), new HashMap<>(), new Keeper(), false);

  ApiServer() {
    server.init();
  }

  String master() {
    return "k8s://http://127.0.0.1:" + server.getPort();
  }

  KubernetesClient client() {
    return server.createClient().inNamespace("default");
  }

  @Override
  public void close() {
    server.destroy();
  }

  /** Adds what Spark uses and fabric8's own lacks: an apply creates what is not there yet. */
  private static final class Keeper extends KubernetesCrudDispatcher {
    @Override
    public MockResponse handlePatch(RecordedRequest request) {
      String type = String.valueOf(request.getHeader("Content-Type"));
      if (!type.startsWith("application/apply-patch")) {
        return super.handlePatch(request);
      }
      String path = request.getPath().replaceFirst("\\?.*", "");
      String collection = path.substring(0, path.lastIndexOf('/'));
      MockResponse created = handleCreate(again(request, "POST " + collection));
      return created.getStatus().contains(" " + HttpURLConnection.HTTP_CONFLICT + " ")
          ? handleUpdate(again(request, "PUT " + path))
          : created;
    }

    private static RecordedRequest again(RecordedRequest request, String methodAndPath) {
      return new RecordedRequest(
          methodAndPath + " HTTP/1.1",
          Headers.of("Content-Type", "application/json"),
          List.of(),
          request.getBodySize(),
          request.getBody().clone(),
          request.getSequenceNumber(),
          new Socket());
    }
  }
}
