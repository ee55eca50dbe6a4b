package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.prep.records.RecordFormat;
import org.rnnlm.prep.records.RecordFormats;

class InputFormatTest {
  @Test
  void everyFormatOfRecordsIsToldByItsNameAndItsFiles() {
    for (RecordFormat format : RecordFormats.all()) {
      InputFormat found = InputFormat.of(format.key()).orElseThrow();
      assertThat(found.records()).isEqualTo(format);
      for (String ending : format.endings()) {
        assertThat(InputFormat.ofName("A" + ending.toUpperCase(Locale.ROOT))).contains(found);
        assertThat(InputFormat.ofName("a" + ending + ".zst"))
            .isEqualTo(format.mayBeCompressed() ? InputFormat.of(format.key()) : none());
      }
    }
    assertThat(InputFormat.keys())
        .doesNotHaveDuplicates()
        .startsWith("mediawiki", "text")
        .hasSize(2 + RecordFormats.all().size());
  }

  private static Optional<InputFormat> none() {
    return Optional.empty();
  }

  @ParameterizedTest
  @CsvSource({
    "a.xml, mediawiki",
    "a.xml-p1p2.bz2, mediawiki",
    "a.xml.7z, mediawiki",
    "a.txt, text",
    "a.jsonl.gz, json-lines",
    "a.ndjson, json-lines",
    "a.parquet, parquet",
    "a.csv.bz2, csv",
    "a.tsv, tsv"
  })
  void namesTellTheFormat(String name, String key) {
    assertThat(InputFormat.ofName(name)).hasToString("Optional[" + key + "]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a.json", "ajsonl", "a-multistream-index.txt", "a.parquet.gz"})
  void otherNamesTellNone(String name) {
    assertThat(InputFormat.ofName(name)).isEmpty();
  }

  @Test
  void messagesNameAllEndings() {
    assertThat(InputFormat.endings())
        .startsWith(
            ".xml[.bz2|.gz|.zst|.7z], .txt[.bz2|.gz|.zst], .jsonl, .ndjson[.bz2|.gz|.zst],"
                + " .parquet, .csv[.bz2|.gz|.zst], .tsv[.bz2|.gz|.zst]");
    assertThat(List.of(InputFormat.MEDIAWIKI.content(), InputFormat.TEXT.content()))
        .containsExactly(InputContent.PAGES, InputContent.TEXT);
  }
}
