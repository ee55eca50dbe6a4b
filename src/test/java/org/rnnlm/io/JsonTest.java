package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  private static final Part PART =
      new Part("valid", 5, List.of(new StoredFile("a", 3, "00")), Map.of("b", 2L, "a", 1L));
  private static final String TEXT =
      """
      {"name":"valid","count":5,"files":[{"name":"a","bytes":3,"sha256":"00"}],"more":{"a":1,"b":2}}""";

  record Part(String name, int count, List<StoredFile> files, Map<String, Long> more) {
    Part {
      if (count > 99) {
        throw new DataException("count is " + count);
      }
    }
  }

  @Test
  void aRecordComesBackAsItWas() {
    assertThat(Json.read(Json.pretty(PART), Part.class, "part.json")).isEqualTo(PART);
    assertThat(Json.read(Json.line(PART), Part.class, "part.json")).isEqualTo(PART);
  }

  @Test
  void fieldsAreInTheRecordsOrderAndMapsInThatOfTheirKeys() {
    assertThat(Json.line(PART)).isEqualTo(TEXT);
  }

  @Test
  void theFormForFilesEndsWithALineEnd() {
    assertThat(Json.pretty(PART)).startsWith("{\n").endsWith("\n}\n");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "\"count\":5|\"count\":5,\"cuont\":6|cuont",
        "\"count\":5,||count",
        "\"count\":5|\"count\":null|null",
        "\"count\":5|\"count\":\"five\"|five",
        "\"count\":5|\"count\":100|count is 100",
        "\"bytes\":3|\"bytes\":-3|has -3 bytes",
        "\"name\":\"a\"|\"name\":\"../a\"|'../a' in a manifest leaves the manifest's folder",
        "\"b\":2}}|\"b\":2}|end-of-input",
        "\"b\":2}}|\"b\":2}} x|'x'",
        "\"b\":2}}|\"b\":2}} {}|Trailing token",
      })
  void whatIsNotTheRecordIsRefusedWithItsFile(String piece, String damage, String reason) {
    String damaged = TEXT.replace(piece, damage == null ? "" : damage);

    assertThat(damaged).isNotEqualTo(TEXT);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(damaged, Part.class, "runs/7/part.json"))
        .withMessageStartingWith("runs/7/part.json cannot be read: ")
        .withMessageContaining(reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7"})
  void aFileWithoutTheRecordIsRefused(String text) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read(text, Part.class, "part.json"))
        .withMessageStartingWith("part.json cannot be read: ");
  }

  record Grown(
      String name,
      @AddedLater int count,
      @AddedLater List<String> files,
      @AddedLater Map<String, Long> more,
      @AddedLater String kind) {
    Grown {
      kind = kind == null ? "plain" : kind;
    }

    boolean isEmpty() {
      return files.isEmpty();
    }
  }

  @Test
  void fieldsThatWereAddedLaterMayBeMissingAndNoOthers() {
    assertThat(Json.read("{\"name\":\"a\"}", Grown.class, "grown.json"))
        .isEqualTo(new Grown("a", 0, List.of(), Map.of(), "plain"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Json.read("{\"count\":1}", Grown.class, "grown.json"))
        .withMessageContaining("'name'");
  }

  @Test
  void aRecordIsItsComponentsAlone() {
    Grown grown = new Grown("a", 1, List.of("b"), Map.of("c", 2L), "other");
    assertThat(grown.isEmpty()).isFalse();
    assertThat(Json.read(Json.line(grown), Grown.class, "grown.json")).isEqualTo(grown);
  }
}
