package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

/** Single settings, given as {@code key=value} or by an option. */
class AssignmentsTest {
  private final SettingsLayers reference = SettingsLayers.ofReference(SettingsLayersTest.REFERENCE);

  @Test
  void anUnknownKeyOfAnAssignmentIsRefusedWithTheAssignment() {
    assertThatThrownBy(() -> reference.withAssignment("prepare.token=words"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "prepare.token (--set prepare.token=words): no such setting;"
                + " did you mean prepare.tokens?");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "generate.prompt=words            |words",
        "generate.prompt=a b              |a b",
        "generate.prompt=\"a b\"          |a b",
        "generate.prompt=a = b            |a = b",
        "generate.prompt=he said \"no\"   |he said \"no\"",
        "generate.prompt=\"no\" he said   |\"no\" he said",
        "generate.prompt=C # and // Java  |C # and // Java",
        "generate.prompt={ [ ${ , }       |{ [ ${ , }",
        "generate.prompt=\"a\" # b       |\"a\" # b",
        "generate.prompt=\"unclosed       |\"unclosed",
        "generate.prompt=true             |true",
        "generate.prompt=1.10             |1.10",
        "generate.prompt=null             |null",
        "generate.prompt=                 |``",
      })
  void anAssignedTextIsTakenAsItStands(String assignment, String prompt) {
    assertThat(reference.withAssignment(assignment.strip()).settings().text("generate.prompt"))
        .isEqualTo(prompt);
  }

  @Test
  void anAssignedTextKeepsItsSpacesAndLines() {
    assertThat(
            reference
                .withAssignment("generate.prompt= two\nlines = 3 ")
                .settings()
                .text("generate.prompt"))
        .isEqualTo(" two\nlines = 3 ");
  }

  @Test
  void anAssignedTextInQuotationMarksIsUnquoted() {
    assertThat(
            reference
                .withAssignment("generate.prompt=\"a\\n\\\"b\\\" \"")
                .settings()
                .text("generate.prompt"))
        .isEqualTo("a\n\"b\" ");
  }

  @Test
  void assignmentsOfOtherTypesAreHocon() {
    Settings settings =
        reference
            .withAssignment("train.learning-rate=1e-3")
            .withAssignment("train.resume=true")
            .withAssignment("train.milestones=[4, 5]")
            .withAssignment("generate.stop-words=[a b, \"c, d\"]")
            .withAssignment("train={rounds: 6}")
            .settings();

    assertThat(settings.decimal("train.learning-rate", 0, 1)).isEqualTo(0.001);
    assertThat(settings.flag("train.resume")).isTrue();
    assertThat(settings.integers("train.milestones", 1, 9)).containsExactly(4, 5);
    assertThat(settings.texts("generate.stop-words")).containsExactly("a b", "c, d");
    assertThat(settings.integer("train.rounds", 1, 100)).isEqualTo(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "null", "\"", "1 2", "3\ntrain.resume = true", "{"})
  void anAssignmentOfNoNumberToANumberIsRefused(String value) {
    assertThatThrownBy(() -> reference.withAssignment("train.rounds=" + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("train.rounds = ")
        .hasMessageEndingWith("(--set train.rounds=" + value + "): must be a number");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train.rounds", "=3", ""})
  void anAssignmentWithoutKeyOrValueIsRefused(String assignment) {
    assertThatThrownBy(() -> reference.withAssignment(assignment))
        .isInstanceOf(SettingsException.class)
        .hasMessage(Text.format("--set %s: must be key=value", assignment));
  }

  @ParameterizedTest
  @ValueSource(strings = {"train..rounds=3", ".train=3", "train.=3", "train.rounds+=3", " =3"})
  void anAssignmentToWhatIsNotAKeyIsRefused(String assignment) {
    assertThatThrownBy(() -> reference.withAssignment(assignment))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("--set " + assignment);
  }

  @Test
  void aMessageRepeatsTheValueAsItWasGiven() {
    Settings settings = reference.withAssignment("train.learning-rate=0.0005").settings();
    assertThat(settings.refused("train.learning-rate", "no"))
        .hasMessageStartingWith("train.learning-rate = 0.0005 (--set");
    assertThat(settings.render()).contains("train.learning-rate = 0.0005\n");
    assertThat(
            reference
                .withAssignment("train.learning-rate=5e-4")
                .settings()
                .refused("train.learning-rate", "no"))
        .hasMessageStartingWith("train.learning-rate = 5e-4 (--set");
  }

  @Test
  void aMessageNamesTheOptionThatGaveTheValue() {
    Settings settings =
        reference
            .with(List.of(), List.of(Assignment.ofOption("--rate", "train.learning-rate", 7)))
            .settings();
    assertThat(settings.refused("train.learning-rate", "no"))
        .hasMessage("train.learning-rate = 7 (--rate 7): no");
  }
}
