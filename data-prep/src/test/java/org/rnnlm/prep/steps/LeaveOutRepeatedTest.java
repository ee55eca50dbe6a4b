package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.shard.Split;
import scala.Tuple2;

class LeaveOutRepeatedTest {
  private static final InputNumbers THREE_FILES = InputNumbers.ofFiles(3);

  /** Files 0 and 1 are of one wiki, file 2 of another. */
  private static final InputNumbers TWO_WIKIS = new InputNumbers(new int[] {0, 0, 1}, true);

  private static Document document(long id, int file, Fate fate, String text) {
    return new Document(id, file, "T", Split.TRAIN, fate, text);
  }

  private static List<String> fates(InputNumbers inputs, boolean duplicates, Document... given) {
    List<Tuple2<Place, Document>> placed = new ArrayList<>();
    for (Document document : given) {
      placed.add(new Tuple2<>(Place.of(document, 1, inputs), document));
    }
    placed.sort(Comparator.comparing(Tuple2::_1));
    List<String> fates = new ArrayList<>();
    new LeaveOutRepeated(inputs, new FilterSpec(0, false, duplicates))
        .call(placed.iterator())
        .forEachRemaining(
            document -> fates.add(document.source() + document.text() + " " + document.fate()));
    return fates;
  }

  @Test
  void anIdCountsWithinItsFile() {
    Document one = document(7, 0, Fate.KEPT, "a");
    Document other = document(7, 1, Fate.KEPT, "b");
    Document repeated = document(7, 1, Fate.KEPT, "c");
    assertThat(fates(THREE_FILES, false, one, other, repeated))
        .containsExactlyInAnyOrder("0a KEPT", "1b KEPT", "1 DUPLICATE_ID");
  }

  @Test
  void aPagesIdCountsWithinItsWiki() {
    Document first = document(7, 0, Fate.KEPT, "b");
    Document again = document(7, 1, Fate.KEPT, "a");
    Document elsewhere = document(7, 2, Fate.KEPT, "c");
    assertThat(fates(TWO_WIKIS, false, elsewhere, again, first))
        .containsExactly("0b KEPT", "1 DUPLICATE_ID", "2c KEPT");
  }

  @Test
  void whatIsLeftOutAnywayTakesNoIdFromAnother() {
    Document talk = document(7, 0, Fate.OTHER_NAMESPACE, "");
    Document article = document(7, 1, Fate.KEPT, "a");
    assertThat(fates(TWO_WIKIS, false, talk, article))
        .containsExactly("0 OTHER_NAMESPACE", "1a KEPT");
  }

  @Test
  void equalTextsOfOneIdAreOneUnlessTextsMayRepeat() {
    Document one = document(7, 0, Fate.KEPT, "a");
    Document other = document(7, 2, Fate.KEPT, "a");
    for (InputNumbers inputs : List.of(THREE_FILES, TWO_WIKIS)) {
      assertThat(fates(inputs, true, one, other)).containsExactly("0a KEPT", "2a KEPT");
      assertThat(fates(inputs, false, one, other))
          .anyMatch(fate -> fate.endsWith("DUPLICATE_TEXT"));
    }
    assertThat(fates(THREE_FILES, true, one, one)).containsExactly("0a KEPT", "0a KEPT");
    assertThat(fates(TWO_WIKIS, true, one, one)).containsExactly("0a KEPT", "0 DUPLICATE_ID");
  }
}
