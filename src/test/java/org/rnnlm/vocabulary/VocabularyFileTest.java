package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.vocabulary.Vocabulary.Entry;

class VocabularyFileTest {
  private static final List<String> DIFFICULT =
      List.of(
          "\t",
          "\n",
          "\r",
          "\r\n",
          "\\",
          "\\n",
          "\\\t\\",
          " ",
          "\u00A0",
          "\u200B",
          "\u2028",
          "\u0085",
          "\u0000",
          "\uFEFF",
          "\uD83D\uDE00",
          "e\u0301",
          "#rnnlm-vocabulary",
          "<unk>",
          "7",
          "\"");
  private static final List<String> LINES =
      List.of(
          "#rnnlm-vocabulary\t1\tcharacters\tlower-case=false",
          "<pad>\t0",
          "<unk>\t3",
          "<start>\t0",
          "<end>\t2",
          "e\t11",
          "t\t7");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SUBWORDS") // see SubwordsTest
  void tokensOfEveryKindComeBackAsTheyWere(TokenKind kind) {
    for (boolean lowerCase : new boolean[] {false, true}) {
      TokenSpec spec = lowerCase ? TokenSpec.of(kind).lowerCased() : TokenSpec.of(kind);
      Vocabulary vocabulary = difficult(spec);

      Vocabulary read = VocabularyFile.parse(VocabularyFile.format(vocabulary), "v.tsv");

      assertThat(read.spec()).isEqualTo(spec);
      assertThat(read.entries()).isEqualTo(vocabulary.entries());
      assertThat(read.fingerprint()).isEqualTo(vocabulary.fingerprint());
      DIFFICULT.forEach(
          token -> assertThat(read.find(token)).as(token).isEqualTo(vocabulary.find(token)));
    }
  }

  @Test
  void aTokenIsALineWhateverItHolds() {
    String text = VocabularyFile.format(difficult(TokenSpec.of(TokenKind.WORDS)));

    assertThat(text.lines()).hasSize(1 + 4 + DIFFICULT.size());
    assertThat(text).contains("\n\\t\t").contains("\n\\n\t").contains("\n\\r\\n\t");
  }

  @Test
  void theFileIsWrittenAsItsDocumentationSays() {
    Vocabulary vocabulary =
        Vocabulary.of(
            TokenSpec.of(TokenKind.CHARACTERS),
            List.of(new Entry("t", 7), new Entry("e", 11)),
            21,
            2,
            0,
            1);

    assertThat(VocabularyFile.format(vocabulary)).isEqualTo(text(LINES));
  }

  @Test
  void theUntouchedLinesAreRead() {
    assertThat(parse(LINES).id("t")).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "e",
        "",
        "7",
        "e\t",
        "\t",
        "e\tseven",
        "e\t-1",
        "e\t1.5",
        "e\t 7",
        "e\t7\t",
        "e 7",
        "e\t99999999999999999999",
        "\\\t7",
        "\\x\t7",
        "a\\\t7"
      })
  void aMalformedLineIsNamedByItsNumber(String line) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(with(6, line)))
        .withMessage("data/v.tsv: line 6 is not 'token<tab>count': " + line);
  }

  @Test
  void aTokenThatOccursTwiceIsNamedByItsLine() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(with(7, "e\t5")))
        .withMessage("data/v.tsv: line 7: token 'e' occurs twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void aSpecialThatIsNotInItsPlaceIsNamedByTheLines(int line) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(with(line, "<other>\t0")))
        .withMessage(
            "data/v.tsv: lines 2 to 5 must be the specials [<pad>, <unk>, <start>, <end>]");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void aFileThatEndsWithinTheSpecialsIsRefused(int lines) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(LINES.subList(0, lines)))
        .withMessageStartingWith("data/v.tsv: lines 2 to 5 must be the specials");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "e\t11",
        "#rnnlm-vocabulary",
        "#rnnlm-vocabularies\t1\tcharacters\tlower-case=false",
        "\uFEFF#rnnlm-vocabulary\t1\tcharacters\tlower-case=false",
        "#rnnlm-vocabulary\t2\tcharacters\tlower-case=false",
        "#rnnlm-vocabulary\t1\tcharacters",
        "#rnnlm-vocabulary\t1\tcharacters\tlower-case=false\tmore",
        "#rnnlm-vocabulary\t1\tsyllables\tlower-case=false",
        "#rnnlm-vocabulary\t1\tcharacters\tlower-case=yes",
        "#rnnlm-vocabulary\t1\tcharacters\tupper-case=true"
      })
  void aFirstLineThatIsNotKnownIsRefused(String line) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> parse(with(1, line)))
        .withMessageStartingWith("data/v.tsv: line 1");
  }

  @Test
  void anEmptyFileIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyFile.parse("", "data/v.tsv"))
        .withMessage("data/v.tsv: line 1 is not the first line of a vocabulary");
  }

  @Test
  void theFileOfVersion1StillLoads() throws IOException {
    Vocabulary vocabulary = VocabularyFile.parse(resource("vocabulary-1.tsv"), "golden");

    assertThat(vocabulary.spec()).isEqualTo(TokenSpec.of(TokenKind.WORDS).lowerCased());
    assertThat(vocabulary.entries())
        .containsExactly(
            new Entry("<pad>", 0),
            new Entry("<unk>", 19),
            new Entry("<start>", 0),
            new Entry("<end>", 3),
            new Entry("\n", 41),
            new Entry("the", 23),
            new Entry("<unk>", 17),
            new Entry("\\", 13),
            new Entry("\t", 11),
            new Entry("\r", 7),
            new Entry("can't", 5),
            new Entry("\uD83C\uDF0A", 2),
            new Entry("海", 2));
    assertThat(vocabulary.fingerprint())
        .isEqualTo("18e5f4a2b1ba714d441eaf0446bbc9f1cb25601e9e2200bb1c46b15c120dea6d");
  }

  private static Vocabulary difficult(TokenSpec spec) {
    List<Entry> counts = DIFFICULT.stream().map(token -> new Entry(token, 3)).toList();
    return Vocabulary.of(spec, counts, 70, 5, 0, 1);
  }

  private static List<String> with(int number, String line) {
    List<String> lines = new ArrayList<>(LINES);
    lines.set(number - 1, line);
    return lines;
  }

  private static Vocabulary parse(List<String> lines) {
    return VocabularyFile.parse(text(lines), "data/v.tsv");
  }

  private static String text(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = VocabularyFileTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
