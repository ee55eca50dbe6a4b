package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;

class DataSettingsTest {
  private static final Map<String, String> CHARACTERS =
      Map.of("prepare.mode", "stream", "prepare.tokens", "characters", "prepare.length", "64");
  private static final Map<String, String> WORDS =
      Map.of("prepare.mode", "sentence", "prepare.tokens", "words", "prepare.length", "50");

  private static Settings on(Map<String, String> real, SettingsLayers layers) {
    return DataSettings.on("/data", real, layers);
  }

  private static SettingsLayers preset(String name) {
    return SettingsLayers.ofReference().withConfig(name);
  }

  @ParameterizedTest
  @CsvSource({"words, prepare.tokens", "sentences, prepare.mode", "subwords, prepare.tokens"})
  void aPresetThatContradictsTheShardsIsRefused(String preset, String key) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> on(CHARACTERS, preset(preset)))
        .withMessageContainingAll(
            key, preset, "/data was prepared with " + key + " = " + CHARACTERS.get(key));
  }

  @Test
  void whatIsAskedForIsRefusedThoughItBeTheDefault() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(
            () ->
                on(WORDS, SettingsLayers.ofReference().withAssignment("prepare.tokens=characters")))
        .withMessageContainingAll("--set", "/data was prepared with prepare.tokens = words");
  }

  @Test
  void whatTheRunKeepsIsWhatTheShardsAre() {
    Settings kept = on(WORDS, SettingsLayers.ofReference());
    assertThat(kept.text("prepare.mode")).isEqualTo("sentence");
    assertThat(kept.text("prepare.tokens")).isEqualTo("words");
    assertThat(kept.integer("prepare.length", 1, 99)).isEqualTo(50);
  }

  @Test
  void aPresetThatFitsIsTakenWithTheShardsOwnLength() {
    Settings kept = on(WORDS, preset("sentences"));
    assertThat(kept.integer("prepare.length", 1, 99)).isEqualTo(50);
    assertThat(kept.text("model.cell")).isEqualTo("simple-rnn");
  }
}
