package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.univocity.parsers.csv.CsvWriter;
import com.univocity.parsers.csv.CsvWriterSettings;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;

class CsvTextsTest {
  private static final RecordSpec SPEC =
      new RecordSpec("review", "id", "", 50).withLabel("sentiment");
  private static final RecordSpec TEXT = new RecordSpec("review", "", "", 50);
  private static final String HEAD = "id,review,sentiment\n";

  private static List<TextRecord> read(byte[] content, RecordSpec spec) {
    List<TextRecord> records = new ArrayList<>();
    MemoryInput file = new MemoryInput("a.csv", content);
    RecordFormat csv = new CsvTexts();
    for (Range range : csv.ranges(file, 1)) { // as small as can be: a quote may hold lines' ends
      csv.records(file, spec, range).forEachRemaining(records::add);
    }
    return records;
  }

  private static List<TextRecord> read(String content) {
    return read(content.getBytes(UTF_8), SPEC);
  }

  private static List<String> texts(String content) {
    return read(content.getBytes(UTF_8), TEXT).stream().map(TextRecord::text).toList();
  }

  @Test
  void fieldsInQuotesMayHoldCommasQuotesAndLinesEnds() {
    List<TextRecord> records = read(HEAD + "7,\"a, \"\"b\"\"\nand é\",good\nx, c ,bad\n");

    assertThat(records)
        .containsExactly(
            new TextRecord("a.csv line 2", Flaw.NONE, "7", "", "good", "a, \"b\"\nand é"),
            new TextRecord("a.csv line 4", Flaw.NONE, "x", "", "bad", " c "));
  }

  @Test
  void thereAreNoComments() {
    assertThat(texts("review\n#a\n# b\n\"#c\"\n")).containsExactly("#a", "# b", "#c");
    assertThat(texts("#,review\n#1,a\n")).containsExactly("a");
  }

  @Test
  void rowsEndWithAnyLineEndAndNoneIsLeftInATextsEnd() {
    String table = "review,b\na,1\r\n\"b\r\nc\",2\rd,3\n\r\n\"e\rf\n\n\",4";
    assertThat(texts(table)).containsExactly("a", "b\nc", "d", "e\nf\n\n");
    assertThat(texts(table.replace("\r\n", "\n").replace('\r', '\n'))).isEqualTo(texts(table));
    assertThat(read(table.getBytes(UTF_8), TEXT))
        .extracting(TextRecord::where)
        .containsExactly("a.csv line 2", "a.csv line 3", "a.csv line 5", "a.csv line 7");
  }

  @Test
  void aRowOfOtherCellsThanThereAreColumnsIsFlawed() {
    assertThat(read(HEAD + "1,a,good\n2,b, and c,bad\n3,d\n4,e,bad\n5,f,bad,\n"))
        .extracting(TextRecord::where, TextRecord::flaw)
        .containsExactly(
            tuple("a.csv line 2", Flaw.NONE),
            tuple("a.csv line 3", Flaw.CELL_COUNT),
            tuple("a.csv line 4", Flaw.CELL_COUNT),
            tuple("a.csv line 5", Flaw.NONE),
            tuple("a.csv line 6", Flaw.CELL_COUNT));
  }

  @Test
  void anEmptyCellIsATextOfNothingButNoIdOrClass() {
    assertThat(read(HEAD + "1,,good\n2,\"\",good\n,b,good\n4,c,\n"))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.NONE, Flaw.NONE, Flaw.MISSING_ID, Flaw.MISSING_LABEL);
    assertThat(texts("review\na\n\n\"\"\nb\n")).as("one column").containsExactly("a", "", "", "b");
    assertThat(texts("review,b\n\na,b\n\n\n")).as("empty lines").containsExactly("a");
  }

  @Test
  void aQuoteThatIsNeverClosedIsAnErrorThatNamesWhereItOpens() {
    String rest = "4,d,bad\n".repeat(100_000);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(HEAD + "1,\"a\nb\",good\n2,\"c,good\n" + rest))
        .withMessage(
            "input a.csv: the quote that opens in line 4 is never closed; close it, or double it if"
                + " it is part of the text");
  }

  @Test
  void whatFollowsAClosingQuoteIsAFlawAndNotCutOff() {
    assertThat(read(HEAD + "1,\"a\" b,good\n2,\"c\",good\n3,5\" disk,bad\n"))
        .extracting(TextRecord::flaw, TextRecord::text)
        .containsExactly(
            tuple(Flaw.STRAY_QUOTE, ""), tuple(Flaw.NONE, "c"), tuple(Flaw.NONE, "5\" disk"));
  }

  @Test
  void longTextsAreFlawedAndOfEndlessOnesLittleIsKept() {
    String endless = "é\n".repeat(3 << 20);
    String cells = ",".repeat(1 << 20);
    assertThat(
            read(
                HEAD
                    + Text.format(
                        "1,%s,good\n2,\"%s\",good\n3%s\n4,a,good\n",
                        "long".repeat(13), endless, cells)))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.TOO_LARGE, Flaw.TOO_LARGE, Flaw.TOO_LARGE, Flaw.NONE);
  }

  @Test
  void missingColumnsAreAnErrorThatNamesThemAndThoseThatAreThere() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read("id,text,mood\n1,a,b\n"))
        .withMessage(
            "input a.csv has no column 'review', 'sentiment'; it has [id, text, mood]: set"
                + " prepare.text-field, prepare.id-field, prepare.label-field to what is there");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> texts("review,id,review\na,1,b\n"))
        .withMessageContaining("has several columns 'review'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> texts(""))
        .withMessage("input a.csv is empty; its first row must name the columns");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheFirstColumn() {
    assertThat(texts("\uFEFFreview\na\n")).containsExactly("a");
    assertThat(texts("\uFEFF\"review\"\n\uFEFFa\n")).as("within").containsExactly("\uFEFFa");
    assertThat(read("\uFEFFreview,b\r\né中,\r\n".getBytes(UTF_16LE), TEXT))
        .extracting(TextRecord::text)
        .containsExactly("é中");
  }

  @Test
  void otherEncodingsAreRefused() {
    byte[] latin = (HEAD + "1,\u00e9,b\n").getBytes(StandardCharsets.ISO_8859_1);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(latin, SPEC))
        .withMessage(
            "input a.csv cannot be read beyond line 1: it is not in UTF-8; convert it first, for"
                + " example with iconv");
  }

  @Test
  void pairsStandInTwoColumns() {
    RecordSpec pairs = new RecordSpec("q", "", "", 50).withTarget("a");
    TextRecord pair = read("n,a,q\n1,target,\"source, too\"\n".getBytes(UTF_8), pairs).get(0);
    assertThat(PairText.source(pair.text())).isEqualTo("source, too");
    assertThat(PairText.target(pair.text())).isEqualTo("target");
  }

  /** What another implementation writes, of all that is special in a table. */
  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n"})
  void whatAnotherWriterWritesIsReadAsItWas(String end) {
    Random random = new Random(end.length());
    String special = "\",#\n\\ 'aé😀;\t";
    for (int table = 0; table < 200; table++) {
      CsvWriterSettings settings = new CsvWriterSettings();
      settings.getFormat().setLineSeparator(end);
      settings.setQuoteAllFields(table % 2 == 0);
      settings.setIgnoreLeadingWhitespaces(false);
      settings.setIgnoreTrailingWhitespaces(false);
      StringWriter written = new StringWriter();
      CsvWriter writer = new CsvWriter(written, settings);
      writer.writeRow("review", "id");
      List<String> expected = new ArrayList<>();
      for (int row = 0; row < 20; row++) {
        String text =
            random
                .ints(random.nextInt(12), 0, special.codePointCount(0, special.length()))
                .map(i -> special.codePointAt(special.offsetByCodePoints(0, i)))
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        writer.writeRow(text, row);
        expected.add(text);
      }
      writer.close();
      assertThat(texts(written.toString())).isEqualTo(expected);
    }
  }
}
