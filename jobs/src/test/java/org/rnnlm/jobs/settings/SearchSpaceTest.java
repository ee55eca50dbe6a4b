package org.rnnlm.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchSpaceTest {
  private static final String SPACE =
      """
      presets = [shakespeare]
      settings { train.epochs = 9 }
      space {
        model { cell = [lstm, gru], hidden-size = { from = 16, to = 64, scale = log, steps = 3 } }
        train.learning-rate = { from = 0.001, to = 0.1, scale = log, steps = 3 }
        model.dropout = { from = 0.0, to = 0.5, steps = 2 }
      }
      """;

  private static SearchSpace parse(String text) {
    return SearchSpace.parse(text, "mine.conf", List.of());
  }

  private static List<String> rendered(List<Variant> variants) {
    return variants.stream().map(variant -> variant.layers().settings().render()).toList();
  }

  @Test
  void aGridHasEveryCombinationTheLastKeyRunningFastest() {
    SearchSpace space = parse(SPACE);
    List<Variant> grid = space.grid();
    assertThat(space.keys())
        .containsExactly("model.cell", "model.dropout", "model.hidden-size", "train.learning-rate");
    assertThat(grid).hasSize(2 * 2 * 3 * 3);
    assertThat(grid.get(0).name()).isEqualTo("trial-001");
    List<Double> rates =
        grid.stream()
            .limit(3)
            .map(variant -> variant.layers().settings().decimal("train.learning-rate", 0, 1))
            .toList();
    assertThat(rates).containsExactly(0.001, 0.01, 0.1);
    Settings last = grid.get(35).layers().settings();
    assertThat(last.integer("model.hidden-size", 1, 99)).isEqualTo(64);
    assertThat(last.decimal("model.dropout", 0, 1)).isEqualTo(0.5);
    assertThat(last.text("model.cell")).isEqualTo("gru");
    assertThat(last.integer("train.epochs", 1, 99)).isEqualTo(9);
    assertThat(last.text("prepare.tokens")).isEqualTo("characters");
  }

  @Test
  void whatIsDrawnFollowsFromTheSeedAndIsWithinItsRange() {
    List<Variant> drawn = parse(SPACE).drawn(400, 7);
    assertThat(rendered(parse(SPACE).drawn(400, 7))).isEqualTo(rendered(drawn));
    assertThat(rendered(parse(SPACE).drawn(20, 7))).isEqualTo(rendered(drawn).subList(0, 20));
    assertThat(rendered(parse(SPACE).drawn(20, 8))).isNotEqualTo(rendered(drawn).subList(0, 20));
    assertThat(rendered(drawn)).doesNotHaveDuplicates();
    List<Settings> settings = drawn.stream().map(one -> one.layers().settings()).toList();
    assertThat(settings)
        .allSatisfy(
            one -> {
              assertThat(one.integer("model.hidden-size", 1, 999)).isBetween(16, 64);
              assertThat(one.decimal("train.learning-rate", 0, 1)).isBetween(0.001, 0.1);
              assertThat(one.decimal("model.dropout", 0, 1)).isBetween(0.0, 0.5);
            });
    double below = // the middle of the logarithmic range, and of its whole numbers
        settings.stream().filter(one -> one.decimal("train.learning-rate", 0, 1) < 0.01).count();
    assertThat(below / 400).isEqualTo(0.5, within(0.1));
    double small =
        settings.stream().filter(one -> one.integer("model.hidden-size", 1, 99) < 32).count();
    assertThat(small / 400).isEqualTo(0.5, within(0.1));
  }

  @Test
  void aKeyMoreChangesNoValueOfTheOthers() {
    List<Variant> before = parse(SPACE).drawn(9, 1);
    String more = SPACE.replace("space {", "space { train.batch-size = [16, 32]");
    List<Variant> after = parse(more).drawn(9, 1);
    for (int i = 0; i < 9; i++) {
      assertThat(after.get(i).layers().settings().decimal("train.learning-rate", 0, 1))
          .isEqualTo(before.get(i).layers().settings().decimal("train.learning-rate", 0, 1));
    }
  }

  @Test
  void aSpaceOfFewerSettingsThanAreAskedForIsRefused() {
    SearchSpace space = parse("space { model.cell = [lstm, gru], train.workers = [1, 2] }");
    assertThat(space.drawn(4, 1)).hasSize(4);
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> space.drawn(5, 1))
        .withMessageContaining("hardly more than 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          space { train.learning-rte = [1, 2] } | did you mean train.learning-rate
          space { train.learning-rte = { from = 1, to = 2 } } | did you mean train.learning-rate
          space { train.learning-rate = { from = 2, to = 1 } } | is empty
          space { train.learning-rate = { from = 1, to = 1 } } | is empty
          space { train.learning-rate = { from = 0.0, to = 1.0, scale = log } } | more than 0
          space { train.learning-rate = { from = -1.0, to = 1.0, scale = log } } | more than 0
          space { train.learning-rate = { from = 1.0 } } | without to
          space { train.learning-rate = { from = 1.0, to = 2.0, step = 2 } } | step is no part
          space { train.learning-rate = { from = 1.0, to = 2.0, steps = 1 } } | at least 2
          space { train.learning-rate = { from = 1.0, to = 2.0, scale = cubic } } | linear or log
          space { train.learning-rate = 0.1 } | a list of choices
          space { train.learning-rate = [] } | no choices
          space { train.learning-rate = [1, 1] } | twice
          space { train.epochs = [1, 2] } | train.epochs
          space { prepare.length = [50, 100] } | only settings of model and train
          space { } | space is empty
          spaces { } | spaces is no part of a search
          settings { train.epochs = 2 } | space
          """)
  void whatIsNoSpaceIsRefused(String text, String reason) {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("mine.conf")
        .withMessageContaining(reason);
  }

  @Test
  void aGridNeedsStepsAndAnAssignmentAKeyThatAllShare() {
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> parse(SPACE.replace(", steps = 3 }\n  model", " }\n  model")).grid())
        .withMessageContaining("train.learning-rate")
        .withMessageContaining("steps");
    assertThatExceptionOfType(SettingsException.class)
        .isThrownBy(() -> SearchSpace.parse(SPACE, "mine.conf", List.of("train.learning-rate=0.1")))
        .withMessageContaining("train.learning-rate");
  }

  @Test
  void seedsFollowTheFirst() {
    List<Variant> seeded = Variant.seeded(parse("space { model.cell = [lstm, gru] }").grid(), 2);
    assertThat(seeded.stream().map(Variant::arm))
        .containsExactly("trial-001", "trial-001", "trial-002", "trial-002");
    long first = seeded.get(0).layers().settings().longInteger("train.seed", 0, Long.MAX_VALUE);
    assertThat(seeded.get(1).layers().settings().longInteger("train.seed", 0, Long.MAX_VALUE))
        .isEqualTo(first + 1);
    assertThat(seeded.get(1).name()).isEqualTo("trial-001-seed-" + (first + 1));
  }

  @Test
  void everyFileOfTheProjectIsASpace() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../conf/search"))) {
      for (Path file : files.toList()) {
        assertThat(SearchSpace.read(file.toString(), List.of()).drawn(3, 1))
            .as(file.toString())
            .hasSize(3);
      }
    }
  }
}
