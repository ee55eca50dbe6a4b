package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.prep.steps.GivenVocabulary;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** What is refused before Spark starts, and what data with a given vocabulary keep. */
class VocabularyOptionTest {
  private static final Vocabulary WORDS =
      Vocabulary.of(
          TokenSpec.of(TokenKind.WORDS).lowerCased().with(Normalization.NFC),
          List.of(new Vocabulary.Entry("town", 2)),
          2,
          1,
          0,
          1);

  @TempDir private Path folder;

  private static Settings on(SettingsLayers layers) {
    return VocabularyOption.on(new GivenVocabulary(WORDS, "runs/a", List.of()), layers);
  }

  @Test
  void theVocabularyDecidesHowTextIsCut() {
    Settings settings = on(SettingsLayers.ofReference());
    assertThat(settings.text("prepare.tokens")).isEqualTo("words");
    assertThat(settings.flag("prepare.lower-case")).isTrue();
    assertThat(settings.text("prepare.normalize")).isEqualTo("nfc");
    assertThat(settings.integer("prepare.vocabulary-size", 0, 9)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "prepare.tokens=characters, prepare.tokens = words",
    "prepare.lower-case=false, prepare.lower-case = true",
    "prepare.normalize=none, prepare.normalize = nfc",
    "prepare.digits=zero, prepare.digits = keep"
  })
  void settingsThatContradictItAreRefused(String assignment, String real) {
    SettingsLayers layers = SettingsLayers.ofReference().withAssignment(assignment);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> on(layers))
        .withMessageContainingAll(
            "--set " + assignment,
            "the vocabulary of runs/a has " + real + "; leave the setting out, or give another");
  }

  @Test
  void settingsThatSayTheSameAreTaken() {
    Settings settings =
        on(
            SettingsLayers.ofReference()
                .withConfig("words")
                .withAssignment("prepare.lower-case=on"));
    assertThat(settings.integer("prepare.vocabulary-size", 0, 9)).isEqualTo(1);
  }

  @Test
  void aFileIsReadAndWhatIsNotThereIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("words.tsv"), VocabularyFile.format(WORDS));
    Configuration hadoop = new Configuration(false);
    assertThat(VocabularyOption.read(file.toString(), hadoop).vocabulary().fingerprint())
        .isEqualTo(WORDS.fingerprint());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyOption.read(folder + "/none", hadoop))
        .withMessage(
            "prepare.vocabulary "
                + folder
                + "/none: nothing is there; give a run, a checkpoint, prepared data or a"
                + " vocabulary.tsv");
    Files.writeString(file, "town\n");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyOption.read(file.toString(), hadoop))
        .withMessage(file + ": line 1 is not the first line of a vocabulary");
  }
}
