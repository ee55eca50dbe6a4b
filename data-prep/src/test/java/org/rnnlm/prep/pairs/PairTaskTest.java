package org.rnnlm.prep.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PairTaskTest {
  private static List<GeneratedPair> pairs(PairTask task) {
    return LongStream.range(0, 20_000).mapToObj(number -> task.pair(5, number)).toList();
  }

  @Test
  void reversalsAreOfThreeToTenLetters() {
    for (GeneratedPair pair : pairs(PairTask.REVERSE)) {
      assertThat(pair.source()).matches("[a-z]{3,10}");
      assertThat(new StringBuilder(pair.target()).reverse()).hasToString(pair.source());
    }
  }

  @Test
  void datesAreRealDaysWhoseWritingHoldsYearMonthAndDay() {
    for (GeneratedPair pair : pairs(PairTask.DATES)) {
      LocalDate day = LocalDate.parse(pair.target());
      String month = day.getMonth().getDisplayName(TextStyle.FULL, Locale.ROOT);
      assertThat(day.getYear()).isBetween(1900, 2099);
      assertThat(pair.source())
          .contains(Integer.toString(day.getYear()))
          .contains(Integer.toString(day.getDayOfMonth()));
      assertThat(pair.source().toLowerCase(Locale.ROOT))
          .containsAnyOf(
              month.substring(0, 3).toLowerCase(Locale.ROOT),
              Integer.toString(day.getMonthValue()));
      String weekday =
          day.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ROOT).substring(0, 3);
      if (pair.source().matches("(Mon|Tue|Wed|Thu|Fri|Sat|Sun).*")) {
        assertThat(pair.source()).startsWith(weekday);
      }
    }
    assertThat(pairs(PairTask.DATES))
        .extracting(GeneratedPair::source)
        .anyMatch(source -> source.matches("\\d+(st|nd|rd|th) \\w+ \\d{4}"))
        .anyMatch(source -> source.matches("\\d\\d\\.\\d\\d\\.\\d{4}"))
        .anyMatch(source -> source.matches("\\d{1,2}/\\d{1,2}/\\d{4}"))
        .anyMatch(source -> source.matches("[A-Z]{3,9} \\d{1,2} \\d{4}"))
        .noneMatch(
            source ->
                source.matches(".*(11st|12nd|13rd|1th|2th|3th) .*")
                    && !source.matches(".*(11th|12th|13th) .*"));
  }

  @ParameterizedTest
  @EnumSource
  void aSourceHasOneTarget(PairTask task) {
    Map<String, String> targets = new HashMap<>();
    for (GeneratedPair pair : pairs(task)) {
      assertThat(targets.merge(pair.source(), pair.target(), (one, same) -> one))
          .isEqualTo(pair.target());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSameSeedGivesTheSameBytes(PairTask task) throws IOException {
    byte[] once = written(task, 300, 7);

    assertThat(written(task, 300, 7)).isEqualTo(once);
    assertThat(written(task, 300, 8)).isNotEqualTo(once);
    assertThat(new String(once, StandardCharsets.UTF_8).lines())
        .hasSize(300)
        .allMatch(line -> line.matches("[^\t]+\t[^\t]+"));
    assertThatIllegalArgumentException().isThrownBy(() -> written(task, 0, 7));
  }

  private static byte[] written(PairTask task, int count, long seed) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PairsWriter.write(task, count, seed, out);
    return out.toByteArray();
  }
}
