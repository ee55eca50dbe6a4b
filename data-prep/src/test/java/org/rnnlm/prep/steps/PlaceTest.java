package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.rnnlm.shard.Split;

class PlaceTest {
  private static final InputNumbers FILES = InputNumbers.ofFiles(2);

  private static Place place(int file, String title, String label, String text) {
    return Place.of(new Document(7, file, title, Split.TRAIN, Fate.KEPT, label, text), 1, FILES);
  }

  @Test
  void neitherFilesNorTitlesDecideBetweenTextsOfSeveralClasses() {
    int expected =
        Integer.signum(place(0, "a line 1", "x", "t").compareTo(place(1, "b line 1", "y", "t")));
    assertThat(expected).isNotZero();
    for (String title : new String[] {"c byte 99", "0", "zz line 7"}) {
      assertThat(Integer.signum(place(1, title, "x", "t").compareTo(place(0, "b", "y", "t"))))
          .isEqualTo(expected);
    }
  }

  @Test
  void textsWhoseHashesCollideHaveAnOrder() {
    assertThat("Aa").hasSameHashCodeAs("BB");
    Place one = place(0, "t", "", "Aa");
    Place other = place(0, "t", "", "BB");
    assertThat(one.compareTo(other)).isNotZero().isEqualTo(-other.compareTo(one));
  }

  @Test
  void equalTextsOfOneIdAreNeighboursWhateverTheirFiles() {
    Place a = place(0, "t", "", "a");
    Place b = place(0, "t", "", "b");
    Place sameAsA = place(1, "u", "", "a");
    assertThat(Integer.signum(sameAsA.compareTo(b))).isEqualTo(Integer.signum(a.compareTo(b)));
  }
}
