package org.rnnlm.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.rnnlm.generate.TextLanes;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers over HTTP, by the server of the JDK. A client that is slow to send or to read keeps one
 * of many threads for a limited time, and never the one that computes; one that is slow to send is
 * cut off where others wait ({@link RequestThreads}).
 */
public final class Server implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Server.class);
  private static final int SECONDS_TO_SEND = 30;
  private static final int PATIENCE_MILLISECONDS = 500;
  private static final String POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:;"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");

  private final ServedModel model;
  private final ServeSpec spec;
  private final ServerCounters counters = new ServerCounters();
  private final Batcher batcher;
  private final HttpServer http;
  private final RequestThreads threads;
  private final AtomicInteger running = new AtomicInteger();
  private final Map<String, Route> routes = new LinkedHashMap<>();
  private volatile boolean stopping;

  private record Route(String method, boolean guarded, Endpoint endpoint) {}

  /**
   * Starts to answer.
   *
   * @param lanes makes them in the thread that uses them, which closes them
   * @throws DataException if the address cannot be had
   */
  public Server(ServedModel model, ServeSpec spec, Supplier<TextLanes> lanes) {
    this.model = model;
    this.spec = spec;
    setLimits(spec.limits().seconds());
    InetSocketAddress address = new InetSocketAddress(spec.host(), spec.port());
    try {
      this.http = HttpServer.create(address, 1024);
    } catch (IOException e) {
      throw new DataException(
          Text.format(
              "cannot listen on %s: %s; choose another port with --port",
              spec.address(spec.port()), e.getMessage()),
          e);
    }
    this.batcher = new Batcher(lanes, spec.limits().queue(), counters);
    this.threads = new RequestThreads(PATIENCE_MILLISECONDS, counters);
    addRoutes();
    http.createContext("/", this::handle);
    http.setExecutor(threads);
    http.start();
  }

  /** The JDK's server reads its limits once, from properties alone. */
  private static void setLimits(int seconds) {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxReqTime", Integer.toString(SECONDS_TO_SEND));
    System.setProperty(
        "sun.net.httpserver.maxRspTime", Integer.toString(seconds + SECONDS_TO_SEND));
  }

  private void addRoutes() {
    routes.put(
        "/v1/completions",
        new Route("POST", true, new CompletionEndpoint(model, spec, batcher, counters)));
    routes.put(
        "/v1/activations",
        new Route("POST", true, new ActivationEndpoint(model, spec, batcher, counters)));
    routes.put("/v1/models", new Route("GET", true, exchange -> exchange.answer(models())));
    routes.put("/metrics", new Route("GET", true, this::metrics));
    routes.put("/health", new Route("GET", false, this::health));
    routes.put("/", new Route("GET", false, this::page));
  }

  private ObjectNode models() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("object", "list");
    ObjectNode one = json.putArray("data").addObject();
    one.put("id", model.id()).put("object", "model");
    one.put("created", model.created()).put("owned_by", "rnnlm");
    return json;
  }

  private void metrics(Exchange exchange) throws IOException, InterruptedException {
    exchange.answer(
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        counters.text(batcher.waiting(), batcher.lanes()));
  }

  private void health(Exchange exchange) throws IOException {
    batcher.requireRunning();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    exchange.answer(json.put("status", "ok"));
  }

  private void page(Exchange exchange) throws IOException {
    exchange.http().getResponseHeaders().set("Content-Security-Policy", POLICY);
    try (InputStream page = Server.class.getResourceAsStream("page.html")) {
      exchange.answer(
          200, "text/html; charset=utf-8", new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private void handle(HttpExchange given) throws IOException {
    long start = System.nanoTime();
    Exchange exchange = new Exchange(given, spec.limits().bodyBytes(), threads);
    String path = given.getRequestURI().getPath();
    Route route = path == null ? null : routes.get(path);
    running.incrementAndGet();
    try {
      answer(exchange, route);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.debug("a client went", e);
    } catch (RuntimeException | Error e) {
      LOG.error("a request failed", e);
      refuse(exchange, Refusal.failed());
    } finally {
      given.close();
      counters.request(
          route == null ? "other" : path, exchange.status(), (System.nanoTime() - start) / 1e9);
      running.decrementAndGet();
    }
  }

  private void answer(Exchange exchange, Route route) throws IOException, InterruptedException {
    try {
      check(exchange.http(), route);
      route.endpoint().answer(exchange);
    } catch (Refusal refusal) {
      refuse(exchange, refusal);
    }
  }

  private static void refuse(Exchange exchange, Refusal refusal) throws IOException {
    if (!exchange.hasBegun()) {
      exchange.refuse(refusal);
    }
  }

  private void check(HttpExchange given, Route route) {
    requireLocalName(given);
    requireOwnPage(given);
    if (stopping) {
      throw Refusal.unavailable("stopping", "the server is being stopped");
    }
    if (route == null) {
      throw Refusal.notFound("", "there is nothing at this path; see " + routes.keySet());
    }
    String method = given.getRequestMethod();
    if (!method.equals(route.method())
        && !(method.equals("HEAD") && route.method().equals("GET"))) {
      given.getResponseHeaders().set("Allow", route.method());
      String shown = method.length() > 20 ? "this method" : method;
      throw Refusal.notAllowed(shown, route.method());
    }
    if (route.guarded() && !spec.token().isEmpty() && !carriesToken(given)) {
      given.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      throw Refusal.notAuthorized();
    }
  }

  /**
   * Where nobody but this machine is to ask, a page of another site in its browser is not to
   * either, by a name of its own that leads here.
   */
  private void requireLocalName(HttpExchange given) {
    String host = given.getRequestHeaders().getFirst("Host");
    if (isLocal() && host != null) {
      String name = host.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
      if (!LOCAL_NAMES.contains(name)) {
        throw Refusal.forbidden("this server answers to localhost and 127.0.0.1 alone");
      }
    }
  }

  /**
   * A page of another site can post to this server without being able to read the answer, and so
   * keep it busy for others; browsers say where a request comes from.
   */
  private static void requireOwnPage(HttpExchange given) {
    String site = given.getRequestHeaders().getFirst("Sec-Fetch-Site");
    if (given.getRequestMethod().equals("POST") && "cross-site".equals(site)) {
      throw Refusal.forbidden("this server takes nothing from pages of other sites");
    }
  }

  private boolean carriesToken(HttpExchange given) {
    String header = given.getRequestHeaders().getFirst("Authorization");
    byte[] expected = ("Bearer " + spec.token()).getBytes(StandardCharsets.UTF_8);
    return header != null
        && MessageDigest.isEqual(header.strip().getBytes(StandardCharsets.UTF_8), expected);
  }

  /** Returns whether it listens to this machine alone. */
  public boolean isLocal() {
    return http.getAddress().getAddress().isLoopbackAddress();
  }

  /** Returns the port that it listens on. */
  public int port() {
    return http.getAddress().getPort();
  }

  /** Returns the address of its page. */
  public String address() {
    return spec.address(port());
  }

  /** Returns how many requests are read or answered, or wait for that. */
  int busy() {
    return threads.busy();
  }

  /** Waits until it answers; returns how many texts are read side by side. */
  public int awaitLanes() throws InterruptedException {
    return batcher.lanes();
  }

  /** Takes no more requests, lets those that run end within the grace time, then stops. */
  @Override
  public void close() {
    stopping = true;
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(spec.graceSeconds());
    try {
      while (running.get() > 0 && System.nanoTime() < end) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      batcher.close();
      TimeUnit.MILLISECONDS.sleep(running.get() > 0 ? 200 : 0); // for what is told of that
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.stop(0);
    threads.close();
  }
}
