package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.dump.Compression;
import org.rnnlm.prep.dump.DumpHead;
import org.rnnlm.prep.dump.Slice;

class InputNumbersTest {

  /** Two slices of a file for each of the wikis. */
  private static List<InputSlice> slices(String... wikis) {
    List<InputSlice> slices = new ArrayList<>();
    for (int file = 0; file < wikis.length; file++) {
      InputFile input = new InputFile("file" + file, file, 100, 1, "");
      DumpHead head =
          new DumpHead(Compression.NONE, "UTF-8", wikis[file], "en", Set.of(), Set.of());
      slices.add(new InputSlice(input, head, new Slice(0, 50)));
      slices.add(new InputSlice(input, head, new Slice(50, 100)));
    }
    return slices;
  }

  @Test
  void theNumberedPartsOfADumpAreOneInputAndWikisAreInTheOrderOfTheirNames() {
    assertThat(InputNumbers.ofDumps(slices("frwiki", "dewiki", "frwiki")).byFile())
        .containsExactly(1, 0, 1);
  }

  @Test
  void dumpsThatNameNoWikiAreInputsByThemselves() {
    assertThat(InputNumbers.ofDumps(slices("", "dewiki", "")).byFile()).containsExactly(1, 0, 2);
  }
}
