package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {
  private static List<Variant> parse(String text) {
    return Comparison.parse(text, "mine.conf", List.of());
  }

  @Test
  void everyChoiceIsCombinedWithEveryOther() {
    List<Variant> variants =
        parse(
            """
            presets = [words]
            settings { train.epochs = 7 }
            axes = [
              [ { name = k1, train.workers = 1 }, { name = k4, train { workers = 4, batch-size = 8 } } ]
              [ { name = a, train.seed = 11 }, { name = b, train.seed = 12 }, { name = c, train.seed = 13 } ]
            ]
            """);
    assertThat(variants.stream().map(Variant::name))
        .containsExactly("k1-a", "k1-b", "k1-c", "k4-a", "k4-b", "k4-c");
    Settings last = variants.get(5).layers().settings();
    assertThat(last.integer("train.epochs", 1, 9)).isEqualTo(7);
    assertThat(last.integer("train.workers", 1, 9)).isEqualTo(4);
    assertThat(last.integer("train.batch-size", 1, 99)).isEqualTo(8);
    assertThat(last.integer("train.seed", 1, 99)).isEqualTo(13);
    assertThat(last.text("prepare.tokens")).isEqualTo("words");
  }

  @Test
  void anAssignmentCountsForAllRunsButNotForWhatTheyDifferIn() {
    String text =
        """
        settings { train.epochs = 7 }
        axes = [[{ name = k1, train.workers = 1 }, { name = k4, train { workers = 4 } }]]
        """;
    assertThat(Comparison.parse(text, "mine.conf", List.of("train.epochs=2", "train.seed = 5")))
        .allSatisfy(
            variant -> {
              Settings settings = variant.layers().settings();
              assertThat(settings.integer("train.epochs", 1, 9)).isEqualTo(2);
              assertThat(settings.integer("train.seed", 1, 9)).isEqualTo(5);
            });
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Comparison.parse(text, "mine.conf", List.of("train.workers=2")))
        .withMessageContaining("--set train.workers=2")
        .withMessageContaining("mine.conf");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> Comparison.parse(text, "mine.conf", List.of("train.epoch=2")))
        .withMessageContaining("train.epochs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          axes = [[{ name = a, train.epoch = 1 }]] | train.epoch
          axes = [[{ train.epochs = 1 }]] | a choice must be settings with a name
          axes = [[{ name = ../a }]] | a choice must be settings with a name
          axes = [[a]] | a choice must be settings with a name
          axes = [[]] | an axis must be a list of choices
          axes = [a] | an axis must be a list of choices
          axes = [[{ name = a }, { name = a }]] | two combinations are called a
          axis = [] | axis is no part of a comparison
          settings { train.workers = 1 } | axes
          axes = [[{ name = a, train.workers = many }]] | train.workers
          """)
  void whatIsNoComparisonIsRefused(String text, String reason) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("mine.conf")
        .withMessageContaining(reason);
  }

  @Test
  void everyFileOfTheProjectIsAComparison() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../conf/compare"))) {
      for (Path file : files.toList()) {
        assertThat(Comparison.read(file.toString(), List.of()))
            .as(file.toString())
            .hasSizeGreaterThan(1);
      }
    }
  }
}
