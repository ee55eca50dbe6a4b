package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;

/** Files of words that are written again with tags. */
class TaggedRowsTest {
  private static List<String> written(String wordsField, String tagsField, String content) {
    RecordSpec spec = new RecordSpec(wordsField, "", "", 200).withTags(tagsField);
    List<String> lines = new ArrayList<>();
    TaggedRows.write(
        new MemoryInput("a.conll", content.getBytes(UTF_8)),
        "conll",
        spec,
        words -> words.stream().map(word -> "T" + word).toList(),
        lines::add);
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "last", "2", "4"})
  void wordsAloneAreTaggedWhereverTagsStandInOtherFiles(String tagsField) {
    assertThat(written("auto", tagsField, "a\nb\n\nc\n"))
        .containsExactly("a Ta", "b Tb", "", "c Tc");
    assertThat(written("2", tagsField, "1 a N\n2 b N\n")).containsExactly("1 a N Ta", "2 b N Tb");
  }

  @Test
  void linesAreThoseThatPrepareReads() {
    String other = "x".repeat(300);
    assertThat(written("1", "last", "a " + other + "\r\n \t\r\nc d\n"))
        .containsExactly("a " + other + " Ta", " \t", "c d Tc");
  }

  @Test
  void aColumnOfWordsThatIsNotThereIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> written("2", "4", "a\n"))
        .withMessage(
            "the first row of input a.conll has 1 columns, with tabs or spaces between them; words"
                + " are asked of column 2: set prepare.words-field");
  }
}
