package org.rnnlm.prep.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloorTableTest {
  private static final String HEADER = "article\tcharacters\tlog-probability\n";

  @Test
  void rowsAreReadByArticleInTheirOrder() throws IOException {
    FloorTable table = read(HEADER + "1016\t7\t-3.25\n1000\t912\t-441.0000000000001\n");

    assertThat(table.entries())
        .containsExactly(
            entry(1016L, new FloorTable.Entry(7, -3.25)),
            entry(1000L, new FloorTable.Entry(912, -441.0000000000001)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1016 7|2 columns, must be 3",
        "1016 7 -1 x|4 columns, must be 3",
        "1016 seven -1|\"seven\"",
        "page -1 -1|characters is -1, must be at least 1",
        "page 7 -1|\"page\"",
        "1016 7 1|log-probability is 1.0, must be finite and at most 0",
        "1016 7 NaN|log-probability is NaN, must be finite and at most 0",
        "1000 7 -1|article 1000 is given twice"
      })
  void aMalformedRowIsNamedByFileAndLine(String row, String reason) {
    String table = HEADER + "1000\t7\t-3.25\n" + row.replace(' ', '\t') + "\n";

    assertThatIOException()
        .isThrownBy(() -> read(table))
        .withMessageStartingWith("floor.tsv, line 3: ")
        .withMessageContaining(reason);
  }

  @Test
  void aTableWithoutItsHeaderIsRefused() {
    assertThatIOException()
        .isThrownBy(() -> read("1016\t7\t-3.25\n"))
        .withMessageStartingWith("floor.tsv, line 1: the header must be");
  }

  private static FloorTable read(String table) throws IOException {
    return FloorTable.read(
        "floor.tsv", new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)));
  }
}
