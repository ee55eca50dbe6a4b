package org.rnnlm.jobs.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rnnlm.generate.GenerationSpec;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.serve.ServeSpec;

/** What becomes of the settings of a server, and of how tokens are drawn. */
class ServeSpecsTest {
  private static Settings with(String... assignments) {
    return SettingsLayers.ofReference().withAssignments(List.of(assignments)).settings();
  }

  @Test
  void aServerListensToItsMachineAloneUnlessTold() {
    ServeSpec spec = ServeSpecs.of(with(), Map.of());

    assertThat(spec.host()).isEqualTo("127.0.0.1");
    assertThat(spec.token()).isEmpty();
  }

  @Test
  void theTokenIsReadFromTheVariableThatIsNamed() {
    Settings settings = with("serve.token-variable=KEY");

    assertThat(ServeSpecs.of(settings, Map.of("KEY", "secret\n")).token()).isEqualTo("secret");
    for (Map<String, String> without : List.of(Map.of("OTHER", "a"), Map.of("KEY", " "))) {
      assertThatThrownBy(() -> ServeSpecs.of(settings, without))
          .isInstanceOf(SettingsException.class)
          .hasMessageContaining("serve.token-variable")
          .hasMessageContaining("the environment has no such variable");
    }
  }

  @Test
  void textsToStopAtAreAListOfTexts() {
    GenerationSpec spec =
        TextSpecs.generation(with("generate.stop=[\"\\n\\n\", \"END\"]", "generate.top-k=7"));

    assertThat(spec.stops()).containsExactly("\n\n", "END");
    assertThat(spec.sampler().topK()).isEqualTo(7);
    assertThatThrownBy(() -> TextSpecs.generation(with("generate.stop=[\"\"]")))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("a text to stop at is empty");
  }
}
