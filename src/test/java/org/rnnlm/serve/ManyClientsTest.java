package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.rnnlm.text.Text;

class ManyClientsTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void whatOneGetsDoesNotDependOnTheOthers() {
    String body =
        "{'prompt':'a sad tale','max_tokens':40,'seed':5,'logprobs':3,'echo':true,'top_p':0.9}";
    JsonNode alone = server.complete(body).path("choices");
    for (int round = 0; round < 3; round++) {
      List<JsonNode> answers =
          TestServer.together(24, i -> server.complete(i % 3 == 0 ? body : another(i)));
      for (int i = 0; i < 24; i += 3) {
        assertThat(answers.get(i).path("choices")).isEqualTo(alone);
      }
    }
  }

  private static String another(int client) {
    String prompt = TestServer.TEXTS.get(client % 4).replace("\n", "\\n");
    return Text.format("{'prompt':'%s','max_tokens':%d}", prompt, 3 + 5 * client);
  }

  @Test
  void manyClientsGetTheirOwnAnswers() {
    List<List<String>> answers =
        TestServer.together(
            64,
            client -> {
              String body =
                  Text.format(
                      "{'prompt':'%s','max_tokens':%d,'echo':true}", prompt(client), 1 + client);
              return Stream.generate(
                      () -> TestServer.choice(server.complete(body)).path("text").textValue())
                  .limit(4)
                  .toList();
            });
    for (int client = 0; client < 64; client++) {
      String prompt = prompt(client);
      int length = 1 + client;
      assertThat(answers.get(client))
          .hasSize(4)
          .allMatch(text -> text.startsWith(prompt))
          .allMatch(text -> text.length() == prompt.length() + length);
    }
  }

  private static String prompt(int client) {
    return "a".repeat(client % 7) + "e".repeat(1 + client % 5);
  }

  @Test
  void slowAndCutClientsHoldUpNobody() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket("127.0.0.1", server.server().port());
        slow.add(socket);
        String head =
            "POST /v1/completions HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\n{";
        OutputStream out = socket.getOutputStream();
        out.write(
            head.substring(0, i % 3 == 0 ? head.length() : 7 + i)
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        if (i % 5 == 4) {
          socket.close();
        }
      }
      for (int i = 0; i < 10; i++) { // reads nothing of a long answer, then hangs up
        Socket socket = new Socket("127.0.0.1", server.server().port());
        slow.add(socket);
        String body = "{\"max_tokens\":500,\"logprobs\":12,\"stream\":true}";
        socket
            .getOutputStream()
            .write(
                Text.format(
                        "POST /v1/completions HTTP/1.1\r\n"
                            + "Host: localhost\r\n"
                            + "Content-Length: %d\r\n\r\n"
                            + "%s",
                        body.length(), body)
                    .getBytes(StandardCharsets.US_ASCII));
        if (i % 2 == 0) {
          socket.close();
        }
      }
      long start = System.nanoTime();
      assertThat(TestServer.choice(server.complete("{'max_tokens':20}")).path("text").textValue())
          .hasSize(20);
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(20));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }
}
