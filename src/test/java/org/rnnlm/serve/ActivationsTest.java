package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.Json;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

class ActivationsTest {
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
  void activationsAreThoseOfTheNetwork() {
    String text = "a sad tale at last";
    HttpResponse<String> answer =
        server.post(
            "/v1/activations", "{\"input\":\"" + text + "\",\"pattern\":\"[ae]\",\"units\":22}");
    JsonNode json = Json.tree(answer.body(), "the answer");
    int[] read = new int[text.length() + 1];
    read[0] = Vocabulary.END;
    System.arraycopy(new Codec(TestServer.VOCABULARY).encode(text), 0, read, 1, text.length());
    List<INDArray> layers =
        TestServer.network()
            .feedForward(
                SequenceArrays.steps(read, TokenInput.IDS, TestServer.VOCABULARY.size()), false);

    assertThat(json.path("units")).hasSize(22);
    double before = 0.5;
    for (JsonNode unit : json.path("units")) {
      INDArray layer = layers.get(2 + unit.path("layer").intValue()); // [1, unit, time]
      for (int i = 0; i < text.length(); i++) {
        assertThat(unit.path("activations").path(i).doubleValue())
            .isCloseTo(layer.getDouble(0, unit.path("unit").intValue(), i + 1), within(1e-5));
      }
      double strength = Math.abs(unit.path("auc").doubleValue() - 0.5);
      assertThat(strength).isLessThanOrEqualTo(before);
      before = strength;
    }
    for (int i = 0; i < text.length(); i++) {
      assertThat(json.path("matches").path(i).booleanValue())
          .isEqualTo("ae".indexOf(text.charAt(i)) >= 0);
    }
    assertThat(server.post("/v1/activations", "{\"input\":\"a\",\"pattern\":\"(\"}").statusCode())
        .isEqualTo(400);
    String exponential = "{\"input\":\"" + "a".repeat(300) + "s\",\"pattern\":\"a*a*a*a*a*a*a*e\"}";
    assertThat(server.post("/v1/activations", exponential).statusCode()).isEqualTo(200);
  }
}
