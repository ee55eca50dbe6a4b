package org.rnnlm.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A headless Chromium that is on this machine, spoken to by its DevTools protocol: no driver and no
 * library beside the JDK. Close it.
 */
public final class Chromium implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
  private static final int SECONDS = 60;

  private final Process process;
  private final WebSocket socket;
  private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger messages = new AtomicInteger();
  private final StringBuilder part = new StringBuilder();
  private String session = "";

  private Chromium(Process process, String address) {
    this.process = process;
    this.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(address), new Listener())
            .join();
  }

  /** The binary: the environment's CHROMIUM, or one on the path. */
  public static Optional<Path> binary() {
    String given = System.getenv("CHROMIUM");
    return given != null
        ? Optional.of(Path.of(given))
        : Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /**
   * @param profile an empty folder for what it keeps
   */
  public static Chromium start(Path binary, Path profile) throws IOException, InterruptedException {
    Path log = Files.createDirectories(profile).resolve("log");
    Process process =
        new ProcessBuilder(
                binary.toString(),
                "--headless",
                "--no-sandbox", // pages are the test's own
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      Chromium browser = new Chromium(process, address(process, log));
      browser.openTab();
      return browser;
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Where it listens, as it says itself once it does. */
  private static String address(Process process, Path log)
      throws IOException, InterruptedException {
    String mark = "DevTools listening on ";
    for (int i = 0; i < SECONDS * 10 && process.isAlive(); i++) {
      for (String line : Files.readAllLines(log)) {
        if (line.startsWith(mark)) {
          return line.substring(mark.length()).strip();
        }
      }
      process.waitFor(100, TimeUnit.MILLISECONDS);
    }
    throw new IOException("Chromium did not start: " + Files.readString(log));
  }

  private void openTab() {
    JsonNode target = call("Target.createTarget", Map.of("url", "about:blank"));
    session =
        call(
                "Target.attachToTarget",
                Map.of("targetId", target.get("targetId").textValue(), "flatten", true))
            .get("sessionId")
            .textValue();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", Map.of());
    }
  }

  /** Shows a page as a screen of this width does, and waits until it is drawn. */
  public void open(Path page, int width, int height, String scheme) {
    open(page.toUri(), width, height, scheme);
  }

  /** Does the same with a page that a server has. */
  public void open(URI page, int width, int height, String scheme) {
    events.clear();
    call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    scheme(scheme);
    call("Page.navigate", Map.of("url", page.toString()));
    evaluate(
        """
        new Promise(done => {
          const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(1)));
          document.readyState === "complete" ? drawn() : addEventListener("load", drawn);
        })\
        """);
  }

  /** {@code light} or {@code dark}. */
  public void scheme(String scheme) {
    call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What an expression of the page comes to, once its promise is kept if it is one. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + ": " + result.get("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Whatever the console and the log told since the page was opened. */
  public List<String> complaints() {
    return events.stream()
        .filter(
            event ->
                List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded")
                    .contains(event.path("method").textValue()))
        .map(JsonNode::toString)
        .toList();
  }

  /** What was asked for since the page was opened, the page itself included. */
  public List<String> requests() {
    return events.stream()
        .filter(event -> event.path("method").asText().equals("Network.requestWillBeSent"))
        .map(event -> event.path("params").path("request").path("url").asText())
        .toList();
  }

  /** As PNG. */
  public byte[] screenshot(boolean whole) {
    JsonNode image =
        call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    return Base64.getDecoder().decode(image.get("data").textValue());
  }

  private JsonNode call(String method, Map<String, Object> parameters) {
    int id = messages.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (!session.isEmpty()) {
      message.put("sessionId", session);
    }
    socket.sendText(message.toString(), true).join();
    try {
      JsonNode told = answer.get(SECONDS, TimeUnit.SECONDS);
      if (told.has("error")) {
        throw new AssertionError(method + ": " + told.get("error"));
      }
      return told.path("result");
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(method + " has no answer", e);
    }
  }

  private final class Listener implements WebSocket.Listener {
    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      part.append(text);
      if (last) {
        receive(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    private void receive(String message) {
      try {
        JsonNode json = JSON.readTree(message);
        if (json.has("id")) {
          answers.remove(json.get("id").intValue()).complete(json);
        } else {
          events.add(json);
        }
      } catch (IOException e) {
        events.add(JSON.createObjectNode().put("method", "Log.entryAdded").put("text", message));
      }
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> all = process.descendants().toList();
    socket.abort();
    process.destroy(); // it deletes its links then
    process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
