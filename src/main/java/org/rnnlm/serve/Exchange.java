package org.rnnlm.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** A request and the answer to it. */
final class Exchange {
  private static final long MOST_SKIPPED = 1 << 26;

  private final HttpExchange http;
  private final int bodyBytes;
  private final RequestThreads threads;
  private int status; // 0 until the answer has begun
  private boolean isCutShort; // its body is larger than is read

  /**
   * @param bodyBytes that a body may have
   * @param threads that it is answered in one of
   */
  Exchange(HttpExchange http, int bodyBytes, RequestThreads threads) {
    this.http = http;
    this.bodyBytes = bodyBytes;
    this.threads = threads;
  }

  /** Reads the request's body. */
  String body() throws IOException {
    String length = http.getRequestHeaders().getFirst("Content-Length");
    boolean endless = length != null && length.strip().length() > 9;
    byte[] bytes = endless ? new byte[0] : http.getRequestBody().readNBytes(bodyBytes + 1);
    isCutShort = endless || bytes.length > bodyBytes;
    if (isCutShort) {
      throw Refusal.tooLarge(bodyBytes);
    }
    threads.work();
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.of("", "the body is no UTF-8");
    }
  }

  /** Reads what there is, within bounds. */
  private static void skip(InputStream body) throws IOException {
    byte[] some = new byte[1 << 16];
    long left = MOST_SKIPPED;
    for (int read = 0; read >= 0 && left > 0; left -= read) {
      read = body.read(some);
    }
  }

  void answer(JsonNode json) throws IOException {
    answer(200, "application/json", json.toString());
  }

  void answer(int code, String type, String text) throws IOException {
    threads.awaitClient();
    status = code;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", type);
    http.getResponseHeaders().set("Cache-Control", "no-store");
    http.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
    boolean head = http.getRequestMethod().equals("HEAD");
    http.sendResponseHeaders(code, head || bytes.length == 0 ? -1 : bytes.length);
    if (!head) {
      try (OutputStream out = http.getResponseBody()) {
        out.write(bytes);
        if (isCutShort) { // who is still sending would not see the refusal if this ended now
          out.flush();
          skip(http.getRequestBody());
        }
      }
    }
  }

  void refuse(Refusal refusal) throws IOException {
    if (refusal.status() == 429 || refusal.status() == 503) {
      http.getResponseHeaders().set("Retry-After", "1");
    }
    answer(refusal.status(), "application/json", refusal.json().toString());
  }

  /** Begins an answer of server-sent events. */
  OutputStream events() throws IOException {
    status = 200;
    http.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
    http.getResponseHeaders().set("Cache-Control", "no-store");
    http.sendResponseHeaders(200, 0);
    return http.getResponseBody();
  }

  /** Sends a server-sent event. */
  void event(OutputStream events, String data) throws IOException {
    threads.awaitClient();
    events.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    events.flush();
    threads.work();
  }

  HttpExchange http() {
    return http;
  }

  boolean hasBegun() {
    return status != 0;
  }

  int status() {
    return status;
  }
}
