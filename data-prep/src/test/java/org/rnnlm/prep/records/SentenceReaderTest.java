package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;

/** Tagged sentences in the formats of CoNLL, and as JSON lines. */
class SentenceReaderTest {
  private static final RecordSpec AUTO = spec("auto", "auto");

  private static RecordSpec spec(String words, String tags) {
    return new RecordSpec(words, "", "", 200).withTags(tags);
  }

  private static List<TextRecord> read(RecordFormat format, RecordSpec spec, byte[] content) {
    MemoryInput file = new MemoryInput("a." + format.key(), content);
    List<TextRecord> records = new ArrayList<>();
    for (Range range : format.ranges(file, 5)) {
      format.records(file, spec, range).forEachRemaining(records::add);
    }
    return records;
  }

  private static List<String> shown(RecordFormat format, RecordSpec spec, String content) {
    return read(format, spec, content.getBytes(UTF_8)).stream()
        .map(SentenceReaderTest::shown)
        .toList();
  }

  private static String shown(TextRecord record) {
    return record.flaw() == Flaw.NONE
        ? TaggedText.words(record.text()) + " " + TaggedText.tags(record.text())
        : record.where() + " " + record.flaw();
  }

  private static String row(String id, String form, String upos, String xpos) {
    return String.join("\t", id, form, "_", upos, xpos, "_", "0", "root", "_", "_") + "\n";
  }

  @Test
  void rowsOfConllUAreWordsButForTokensOfSeveralAndEmptyNodes() {
    String content =
        "# sent_id = s1\n# text = vámonos al 10 000\n"
            + row("1-2", "vámonos", "_", "_")
            + row("1", "vamos", "VERB", "V")
            + row("2", "nos", "PRON", "P")
            + row("2.1", "elided", "VERB", "V")
            + row("3", "10 000", "NUM", "N")
            + "\n\n# sent_id = s2\n"
            + row("1", "Sí", "INTJ", "I").replace("\n", "\r\n")
            + "\r\n";

    assertThat(shown(new ConllURows(), AUTO, content))
        .containsExactly("[vamos, nos, 10 000] [VERB, PRON, NUM]", "[Sí] [INTJ]");
    assertThat(shown(new ConllURows(), spec("form", "XPOS"), content))
        .containsExactly("[vamos, nos, 10 000] [V, P, N]", "[Sí] [I]");
    RecordSpec named = new RecordSpec("form", "sent_id", "text", 200).withTags("upos");
    assertThat(read(new ConllURows(), named, content.getBytes(UTF_8)))
        .extracting(TextRecord::id, TextRecord::title)
        .containsExactly(tuple("s1", "vámonos al 10 000"), tuple("s2", ""));
  }

  @Test
  void oddSentencesOfConllUAreFlawedByTheirLine() {
    String whole = row("1", "a", "X", "x");
    String content =
        whole
            + "\n"
            + whole
            + "2\tb\tX\n\n"
            + row("2", "a", "X", "x")
            + "\n"
            + row("1", " ", "X", "x")
            + "\n"
            + whole
            + "2\tb\t_\tX\tx\t_\t0\troot\t_\t";

    assertThat(shown(new ConllURows(), AUTO, content))
        .containsExactly(
            "[a] [X]",
            "a.conllu line 4 CELL_COUNT",
            "a.conllu line 6 ROW_NUMBER",
            "a.conllu line 8 EMPTY_CELL",
            "a.conllu line 11 CUT_OFF");
    assertThat(read(new ConllURows(), AUTO, row("1", "é", "X", "x").getBytes(ISO_8859_1)))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.NOT_TEXT);
  }

  @Test
  void rowsOfConllHaveTabsOrSpacesAndDocumentsAreNoWords() {
    String content =
        "-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\n\n"
            + "-DOCSTART- -X- -X- O\nPeter NNP B-NP B-PER";

    assertThat(shown(new ConllRows(), AUTO, content))
        .containsExactly("[EU, rejects] [B-ORG, O]", "[Peter] [B-PER]");
    assertThat(shown(new ConllRows(), spec("1", "2"), content))
        .containsExactly("[EU, rejects] [NNP, VBZ]", "[Peter] [NNP]");
    assertThat(shown(new ConllRows(), AUTO, "New York\tB-LOC\r\n# x\tO\r\n\r\n"))
        .containsExactly("[New York, # x] [B-LOC, O]");
  }

  @Test
  void aRowOfOtherColumnsFlawsItsSentenceAlone() {
    assertThat(shown(new ConllRows(), AUTO, "a X\nb X\n\nc X\nd\n\ne X Y\nf X\n\ng X\n"))
        .containsExactly(
            "[a, b] [X, X]", "a.conll line 5 CELL_COUNT", "a.conll line 7 CELL_COUNT", "[g] [X]");
  }

  @Test
  void columnsThatAreNotThereAreRefusedWithTheSetting() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shown(new ConllRows(), spec("1", "3"), "a X\n"))
        .withMessageContaining("has 2 columns")
        .withMessageContaining("prepare.tags-field");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shown(new ConllRows(), spec("form", "last"), "a X\n"))
        .withMessageContaining("prepare.words-field is 'form'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shown(new ConllURows(), spec("form", "pos"), "a X\n"))
        .withMessageContaining("prepare.tags-field is 'pos'");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> shown(new ConllRows(), AUTO, "one\ncolumn\n"))
        .withMessageContaining("has 1 columns");
  }

  @Test
  void jsonLinesHaveListsOfTokensAndTags() {
    String content =
        """
        {"tokens":["a","b c"],"tags":["X","Y"],"id":7}
        {"tags":["X"],"tokens":["a","b"]}
        {"tokens":["a"]}
        {"tokens":["a"],"tags":[1]}
        {"tokens":"a b","tags":["X","Y"]}
        {"tokens":["a",["b"]],"tags":["X","Y"]}
        {"tags":["X"]}
        {"tokens":["a",""],"tags":["X","Y"]}
        {"tokens":["a"],"tags":["X"],"tags":["Y"]}
        {"tokens":["a","b
        """;

    assertThat(shown(new JsonLines(), AUTO, content))
        .containsExactly(
            "[a, b c] [X, Y]",
            "a.json-lines line 2 TAG_COUNT",
            "a.json-lines line 3 MISSING_TAGS",
            "a.json-lines line 4 MISSING_TAGS",
            "a.json-lines line 5 NOT_TEXT",
            "a.json-lines line 6 NOT_TEXT",
            "a.json-lines line 7 MISSING_TEXT",
            "a.json-lines line 8 EMPTY_CELL",
            "a.json-lines line 9 REPEATED_FIELD",
            "a.json-lines line 10 NOT_JSON");
    assertThat(shown(new JsonLines(), spec("words", "ner"), "{\"words\":[\"a\"],\"ner\":[\"O\"]}"))
        .containsExactly("[a] [O]");
    assertThat(read(new JsonLines(), AUTO, "{\"tokens\":[],\"tags\":[]}".getBytes(UTF_8)))
        .extracting(TextRecord::flaw, TextRecord::text)
        .containsExactly(tuple(Flaw.NONE, ""));
  }

  @Test
  void whatIsLongerThanTheLimitIsFlawed() {
    String words = "word X\n".repeat(40);
    assertThat(shown(new ConllRows(), AUTO, words + "\na X\n"))
        .containsExactly("a.conll line 29 TOO_LARGE", "[a] [X]");
  }
}
