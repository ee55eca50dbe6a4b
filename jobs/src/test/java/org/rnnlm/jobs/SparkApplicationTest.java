package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is handed to the operator asks for the same pods as {@code submit/rnnlm} does. */
class SparkApplicationTest {
  private static final Path FOLDER = Path.of("../submit/kubernetes");

  private static JsonNode yaml(String file) throws IOException {
    return new ObjectMapper(new YAMLFactory()).readTree(FOLDER.resolve(file).toFile());
  }

  @ParameterizedTest
  @ValueSource(strings = {"driver", "executor"})
  void itsPodsAreThoseOfTheTemplatesButForTheContainersName(String role) throws IOException {
    ObjectNode pod = yaml(role + ".yaml").deepCopy();
    pod.remove("apiVersion");
    pod.remove("kind");
    ((ObjectNode) pod.at("/spec/containers/0")).put("name", "spark-kubernetes-" + role);

    assertThat(yaml("sparkapplication.yaml").at("/spec/" + role + "/template")).isEqualTo(pod);
  }

  @Test
  void itRunsWhatTheImageHolds() throws IOException {
    JsonNode spec = yaml("sparkapplication.yaml").path("spec");

    assertThat(spec.path("mainClass").asText()).isEqualTo(Main.class.getName());
    assertThat(spec.path("mainApplicationFile").asText()).isEqualTo("local:///opt/rnnlm/rnnlm.jar");
    assertThat(yaml("account.yaml").at("/metadata/name"))
        .isEqualTo(spec.at("/driver/serviceAccount"));
  }
}
