package org.rnnlm.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Stands before an HTTP server, and does to each request what a test asks for. */
final class FaultyProxy implements AutoCloseable {
  /** What happens to a request. */
  enum Fault {
    NONE,
    /** It is answered by 503 Service Unavailable. */
    UNAVAILABLE,
    /** Its connection is cut. */
    RESET,
    /** It never has an answer. */
    STALL
  }

  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

  private final ServerSocket server;
  private final int target;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "faulty-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger faults = new AtomicInteger();
  private volatile Function<String, Fault> rule = request -> Fault.NONE;

  FaultyProxy(int target) throws IOException {
    this.target = target;
    this.server = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    threads.submit(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  /** How many requests were not passed on. */
  int faults() {
    return faults.get();
  }

  /**
   * @param rule what to do with a request, by its first line: {@code PUT /bucket/key HTTP/1.1}
   */
  void rule(Function<String, Fault> rule) {
    this.rule = rule;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = server.accept();
        threads.submit(() -> serve(client));
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      if (head.isEmpty()) {
        return;
      }
      Fault fault = rule.apply(head.substring(0, head.indexOf('\r')));
      if (fault != Fault.NONE) {
        faults.incrementAndGet();
      }
      switch (fault) {
        case NONE -> pass(client, head);
        case UNAVAILABLE -> unavailable(client);
        case RESET -> client.setSoLinger(true, 0);
        case STALL -> closed.await(10, TimeUnit.MINUTES);
      }
    } catch (IOException | InterruptedException e) {
      // the client went away, or the proxy was closed
    }
  }

  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int matched = 0;
    for (int b = in.read(); b >= 0; b = in.read()) {
      head.write(b);
      matched = b == HEAD_END[matched] ? matched + 1 : b == HEAD_END[0] ? 1 : 0;
      if (matched == HEAD_END.length) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
    }
    return "";
  }

  /** One request a connection, so that none passes unseen. */
  private void pass(Socket client, String head) throws IOException {
    try (Socket upstream = new Socket(InetAddress.getLoopbackAddress(), target)) {
      String once =
          head.replaceAll("(?i)\r\nconnection: [^\r]*", "")
              .replaceFirst("\r\n\r\n$", "\r\nConnection: close\r\n\r\n");
      OutputStream out = upstream.getOutputStream();
      out.write(once.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      threads.submit(() -> copy(client, upstream));
      upstream.getInputStream().transferTo(client.getOutputStream());
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one of them was closed: the answer is complete
    }
  }

  private static void unavailable(Socket client) throws IOException {
    client
        .getOutputStream()
        .write(
            "HTTP/1.1 503 Slow Down\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.ISO_8859_1));
  }

  /** From now on connections are refused. */
  @Override
  public void close() throws IOException {
    server.close();
    closed.countDown();
    threads.shutdownNow();
  }
}
