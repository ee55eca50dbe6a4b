package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.text.Text;

class SettingsTest {
  private static final String REFERENCE =
      """
      b.whole = 5
      b.seed = 9007199254740993
      a.decimal = 0.5
      a.flag = false
      a.text = ""
      a.choice = constant
      a.numbers = [2, 3]
      a.texts = []
      """;

  private enum Schedule {
    CONSTANT,
    HALVE_ON_RISE
  }

  @Test
  void aWholeNumberMayBeWrittenWithAnExponentOrAFractionOfZero() {
    assertThat(with("b.whole = 1e6").integer("b.whole", 1, 1_000_000)).isEqualTo(1_000_000);
    assertThat(with("b.whole = 10.0").integer("b.whole", 1, 10)).isEqualTo(10);
    assertThat(with("b.whole = \"7\"").integer("b.whole", 1, 10)).isEqualTo(7);
    assertThat(with("b.whole = -3").integer("b.whole", -3, 10)).isEqualTo(-3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "11", "1.5", "5000000000"})
  void aWholeNumberOutOfRangeIsRefused(String value) {
    Settings settings = with("b.whole = " + value);

    assertThatThrownBy(() -> settings.integer("b.whole", 1, 10))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching("b.whole = .* \\(mine.conf:1\\): must be a whole number from 1 to 10");
  }

  @Test
  void theMessageOfARangeOpenAtOneEndLeavesThatEndOut() {
    Settings settings = with("b.whole = -1");

    assertThatThrownBy(() -> settings.integer("b.whole", 0, Integer.MAX_VALUE))
        .hasMessageEndingWith("must be a whole number, at least 0");
    assertThatThrownBy(() -> settings.longInteger("b.whole", 0, Long.MAX_VALUE))
        .hasMessageEndingWith("must be a whole number, at least 0");
    assertThatThrownBy(() -> settings.longInteger("b.whole", Long.MIN_VALUE, -2))
        .hasMessageEndingWith("must be a whole number, at most -2");
    assertThatThrownBy(() -> settings.decimal("b.whole", 0, Double.MAX_VALUE))
        .hasMessageEndingWith("must be a number, at least 0");
  }

  @Test
  void aLongIsKeptToTheLastDigit() {
    assertThat(with("").longInteger("b.seed", 0, Long.MAX_VALUE)).isEqualTo(9007199254740993L);
    assertThat(with("b.seed = 9223372036854775807").longInteger("b.seed", 0, Long.MAX_VALUE))
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aNumberTooLargeForALongIsRefusedWhereALongIsWanted() {
    Settings settings = with("b.seed = 9223372036854775808");

    assertThatThrownBy(() -> settings.longInteger("b.seed", Long.MIN_VALUE, Long.MAX_VALUE))
        .isInstanceOf(SettingsException.class)
        .hasMessageEndingWith("(mine.conf:1): must be a whole number");
  }

  @Test
  void aDecimalMayBeWhole() {
    assertThat(with("a.decimal = 1").decimal("a.decimal", 0, 1)).isEqualTo(1.0);
  }

  @Test
  void theMessageOfADecimalSaysWhetherTheEndsCount() {
    Settings settings = with("a.decimal = 3.5");

    assertThatThrownBy(() -> settings.decimal("a.decimal", 0, 1))
        .hasMessage("a.decimal = 3.5 (mine.conf:1): must be a number, at least 0 and at most 1");
    assertThatThrownBy(() -> settings.decimal("a.decimal", Math.nextUp(0.0), Math.nextDown(1.0)))
        .hasMessageEndingWith("must be a number, more than 0 and less than 1");
    assertThatThrownBy(() -> settings.decimal("a.decimal", 0.001, 0.25))
        .hasMessageEndingWith("must be a number, at least 0.001 and at most 0.25");
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "yes", "on", "True", "\"true\""})
  void flagsHaveSeveralSpellings(String spelling) {
    assertThat(with("a.flag = " + spelling).flag("a.flag")).isTrue();
  }

  @Test
  void anEmptyTextIsNothing() {
    assertThat(with("").optionalText("a.text")).isEmpty();
    assertThat(with("a.text = x").optionalText("a.text")).contains("x");
  }

  @Test
  void aNumberWhereATextIsWantedIsKeptAsWritten() {
    assertThat(with("a.text = 1.10").text("a.text")).isEqualTo("1.10");
  }

  @Test
  void aChoiceIsWrittenInLowerCaseWithHyphens() {
    assertThat(with("a.choice = halve-on-rise").choice("a.choice", Schedule.class))
        .isEqualTo(Schedule.HALVE_ON_RISE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cosine", "HALVE_ON_RISE", "halve_on_rise", "Constant"})
  void anUnknownChoiceIsRefusedWithTheAllowedOnes(String value) {
    Settings settings = with("a.choice = " + value);

    assertThatThrownBy(() -> settings.choice("a.choice", Schedule.class))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            Text.format(
                "a.choice = \"%s\" (mine.conf:1): must be one of constant, halve-on-rise", value));
  }

  @Test
  void aListKeepsItsOrderAndChecksEveryElement() {
    assertThat(with("a.numbers = [5, 4]").integers("a.numbers", 1, 5)).containsExactly(5, 4);
    assertThatThrownBy(() -> with("a.numbers = [5, 6]").integers("a.numbers", 1, 5))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "a.numbers = [5, 6] (mine.conf:1): must be a list, each a whole number from 1 to 5");
  }

  @Test
  void readingAKeyThatTheReferenceLacksIsTheCallersMistake() {
    assertThatThrownBy(() -> with("").text("a.texd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.texd");
  }

  @Test
  void aDefaultOutOfRangeNamesTheReference() {
    assertThatThrownBy(() -> with("").integer("b.whole", 6, 10))
        .hasMessageContaining("(reference.conf:1)");
  }

  @Test
  void theRenderedTextIsSortedAndReadable() {
    assertThat(with("a.text = \"a \\\"b\\\"\\n\", a.texts = [x, \"y, z\"]").render())
        .isEqualTo(
            """
            a.choice = "constant"
            a.decimal = 0.5
            a.flag = false
            a.numbers = [2, 3]
            a.text = "a \\"b\\"\\n"
            a.texts = ["x", "y, z"]
            b.seed = 9007199254740993
            b.whole = 5
            """);
  }

  @Test
  void theRenderedTextGivesTheSameSettingsAgain() {
    Settings settings =
        with(
            "a.text = \"${b.whole} # \\\\ \\u0001 ä\", a.decimal = 1e-30, b.seed = -1, a.flag = on");

    assertThat(with(settings.render()).render()).isEqualTo(settings.render());
    assertThat(with(settings.render()).differencesFrom(settings, key -> true)).isEmpty();
  }

  @Test
  void differencesNameTheKeysThatChangedAmongThoseAskedFor() {
    Settings earlier = with("b.whole = 6");
    Settings now = with("b.whole = 7\na.decimal = 0.25\na.flag = no");

    assertThat(now.differencesFrom(earlier, key -> true))
        .containsExactly(
            new SettingsDifference("a.decimal", "0.5", "0.25", "mine.conf:2"),
            new SettingsDifference("b.whole", "6", "7", "mine.conf:1"));
    assertThat(now.differencesFrom(earlier, key -> key.startsWith("b.")))
        .extracting(SettingsDifference::toString)
        .containsExactly("b.whole: was 6, is 7 (mine.conf:1)");
  }

  @Test
  void aGroupIsToldAsPlainTexts() {
    assertThat(with("a.text = \"x y\"").group("a")).containsEntry("a.text", "x y").isNotEmpty();
    assertThat(with("").group("a").keySet()).allMatch(key -> key.startsWith("a."));
    assertThat(with("").group("none")).isEmpty();
  }

  @Test
  void theSameNumberWrittenOtherwiseIsNoDifference() {
    assertThat(with("b.whole = 5.0, a.decimal = 5e-1").differencesFrom(with(""), key -> true))
        .isEmpty();
  }

  @Test
  void whatDoesNotGoTogetherIsRefusedByTheKeyToChange() {
    Settings settings = with("b.whole = 7");

    assertThat(settings.<String>together("b.whole", () -> "made")).isEqualTo("made");
    assertThatThrownBy(
            () ->
                settings.together(
                    "b.whole",
                    () -> {
                      throw new IllegalArgumentException("it is too many for the others");
                    }))
        .isInstanceOf(SettingsException.class)
        .hasMessage("b.whole = 7 (mine.conf:1): it is too many for the others");
  }

  private static Settings with(String text) {
    return SettingsLayers.ofReference(REFERENCE).withText(text, "mine.conf").settings();
  }
}
