package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients send that never end a request, end it halfway, or never begin to end. */
class SlowRequestTest {
  private static final int HELD = 750; // more than a server has threads
  private static final int SECONDS_TO_ANSWER =
      20; // below what a slow client may take in quiet times

  /** What the JDK's server keeps of connections that are closed; it does not grow with requests. */
  private static final int DESCRIPTORS_KEPT = 256;

  private static final String HEAD = "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\n";
  private static final String BODY = "{\"prompt\":\"a sad\",\"max_tokens\":2}";
  private static final String WHOLE = HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
  private static final List<String> OVERSIZED =
      List.of(
          HEAD + "Content-Length: 99999999999\r\n\r\n",
          HEAD + "Content-Length: 120000\r\n\r\n" + " ".repeat(120_000),
          HEAD
              + "Transfer-Encoding: chunked\r\n\r\n"
              + ("100\r\n" + " ".repeat(256) + "\r\n").repeat(500),
          HEAD + "X: 1\r\n".repeat(5_000) + "\r\n",
          HEAD + "X: " + "x".repeat(500_000) + "\r\n\r\n",
          "GET /" + "x".repeat(500_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
  private static final List<String> SLOW =
      List.of(
          "",
          "PO",
          HEAD,
          HEAD + "Content-Length: 90000\r\n\r\n" + BODY,
          HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
          "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: 60000\r\n\r\n{");

  @Test
  void thousandsOfSlowCutAndOversizedRequestsHangNothing() throws IOException {
    attack(3_000);
  }

  @Test
  @Tag("soak")
  void tenThousandAndMoreDoNeither() throws IOException {
    attack(Integer.getInteger("soak.requests", 12_000));
  }

  private static void attack(int requests) throws IOException {
    try (TestServer server = TestServer.start()) {
      SplittableRandom random = new SplittableRandom(requests);
      String expected = answer(server);
      long descriptors = descriptors();
      List<Socket> held = new ArrayList<>();
      for (int i = 0; i < requests; i++) {
        int kind = i / 4;
        switch (i % 4) {
          case 0 -> cut(server, random);
          case 1 ->
              assertThat(oversized(server, OVERSIZED.get(kind % OVERSIZED.size())))
                  .as("of oversized request %d", kind % OVERSIZED.size())
                  .matches("(HTTP/1.1 [45]\\d\\d .*)?");
          default -> held.add(sent(server, SLOW.get(kind % SLOW.size())));
        }
        if (held.size() == HELD || i == requests - 1) {
          held.forEach(SlowRequestTest::trickle);
          for (int honest = 0; honest < 5; honest++) {
            assertThat(answer(server)).isEqualTo(expected);
          }
          for (Socket one : held) {
            end(one, random);
          }
          held.clear();
        }
      }
      awaitRest(server, descriptors);
      assertThat(answer(server)).isEqualTo(expected);
    }
  }

  /** Returns what is written to someone who asks as one should, and in which time. */
  private static String answer(TestServer server) {
    long start = System.nanoTime();
    String text =
        TestServer.choice(server.complete("{'prompt':'a sad','max_tokens':9,'seed':4}"))
            .path("text")
            .textValue();
    assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start))
        .isLessThan(SECONDS_TO_ANSWER);
    return text;
  }

  private static Socket sent(TestServer server, String text) throws IOException {
    Socket socket = new Socket("127.0.0.1", server.server().port());
    socket.setSoTimeout(SECONDS_TO_ANSWER * 1000);
    write(socket, text);
    return socket;
  }

  /** Writes what the server takes of a text; it may have closed the connection before. */
  private static void write(Socket socket, String text) throws IOException {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (SocketException e) {
      assertThat(e).hasMessageFindingMatch("reset|pipe|closed|abort");
    }
  }

  /** Sends a part of a request and goes. */
  private static void cut(TestServer server, SplittableRandom random) throws IOException {
    end(sent(server, WHOLE.substring(0, random.nextInt(1, WHOLE.length()))), random);
  }

  /** Goes, in peace or all of a sudden. */
  private static void end(Socket socket, SplittableRandom random) throws IOException {
    if (random.nextBoolean()) {
      socket.setSoLinger(true, 0);
    }
    socket.close();
  }

  /** Returns the first line of the answer, empty if there is none. */
  private static String oversized(TestServer server, String request) throws IOException {
    try (Socket socket = sent(server, request)) {
      byte[] line = socket.getInputStream().readNBytes(16);
      return new String(line, StandardCharsets.ISO_8859_1);
    } catch (SocketException e) { // reset, since not all of the request was read
      return "";
    } catch (SocketTimeoutException e) {
      return "nothing in time";
    }
  }

  /** Sends one byte more. */
  private static void trickle(Socket socket) {
    try {
      write(socket, " ");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitRest(TestServer server, long descriptors) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (server.server().busy() > 0 || descriptors() > descriptors + DESCRIPTORS_KEPT) {
      assertThat(System.nanoTime())
          .as("%d requests, %d descriptors", server.server().busy(), descriptors() - descriptors)
          .isLessThan(end);
      server.get("/health");
    }
  }

  /** Returns how many files and sockets this process has open; 0 where it cannot be told. */
  private static long descriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }
}
