package org.rnnlm.prep.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

class CsvTextsTest {
  private static final RecordSpec SPEC =
      new RecordSpec("review", "id", "", 50).withLabel("sentiment");

  private static List<TextRecord> read(byte[] content, RecordSpec spec) throws IOException {
    List<TextRecord> records = new ArrayList<>();
    try (RecordReader reader =
        new CsvTexts().records(new MemoryInput("a.csv", content), spec, Range.WHOLE)) {
      reader.forEachRemaining(records::add);
    }
    return records;
  }

  private static List<TextRecord> read(String content) throws IOException {
    return read(content.getBytes(StandardCharsets.UTF_8), SPEC);
  }

  @Test
  void fieldsInQuotesMayHoldCommasQuotesAndLinesEnds() throws IOException {
    List<TextRecord> records =
        read("id,review,sentiment\n7,\"a, \"\"b\"\"\nand é\",good\nx, c ,bad\n");

    assertThat(records)
        .containsExactly(
            new TextRecord("a.csv row 1", Flaw.NONE, "7", "", "good", "a, \"b\"\nand é"),
            new TextRecord("a.csv row 2", Flaw.NONE, "x", "", "bad", " c "));
  }

  @Test
  void aRowWithoutAFieldIsFlawed() throws IOException {
    List<TextRecord> records =
        read(Text.format("id,review,sentiment\n1,a,\n2\n,b,good\n4,%s,good\n", "long".repeat(13)));

    assertThat(records.stream().map(TextRecord::flaw))
        .containsExactly(Flaw.MISSING_LABEL, Flaw.MISSING_TEXT, Flaw.MISSING_ID, Flaw.TOO_LARGE);
  }

  @Test
  void aMissingColumnIsAnErrorThatNamesThoseThatAreThere() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read("id,text,sentiment\n1,a,b\n"))
        .withMessage(
            "input a.csv has no column 'review'; its first row names [id, text, sentiment]: set prepare.text-field, id-field, title-field or label-field to one of them");
  }

  @Test
  void otherEncodingsAreRefused() {
    byte[] latin = "id,review,sentiment\n1,\u00e9,b\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(latin, SPEC))
        .withMessageContaining("a.csv cannot be read beyond row")
        .withMessageContaining("MalformedInputException");
  }
}
