package org.rnnlm.prep.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TsvLinesTest {
  private static final RecordSpec SPEC = new RecordSpec("q", "", "", 20).withTarget("a");

  private static List<TextRecord> read(byte[] content, long bytes) {
    MemoryInput file = new MemoryInput("a.tsv", content);
    RecordFormat tsv = new TsvLines();
    List<TextRecord> records = new ArrayList<>();
    for (Range range : tsv.ranges(file, bytes)) {
      tsv.records(file, SPEC, range).forEachRemaining(records::add);
    }
    return records;
  }

  private static List<String> pairs(byte[] content, long bytes) {
    return read(content, bytes).stream().map(pair -> pair.text().replace('\uFFFF', '|')).toList();
  }

  @Test
  void aLineIsAPairOnceHoweverTheFileIsCutAndEnds() {
    String content = "\uFEFF#a\t\"b\r\n\r\nc d\té\n\n中\tx\r\ny\tz";
    for (long bytes = 0; bytes < 40; bytes++) {
      assertThat(pairs(content.getBytes(UTF_8), bytes))
          .containsExactly("#a|\"b", "c d|é", "中|x", "y|z");
    }
    assertThat(pairs(content.getBytes(UTF_16BE), 5))
        .containsExactly("#a|\"b", "c d|é", "中|x", "y|z");
  }

  @Test
  void otherLinesAreFlawed() {
    assertThat(read("a\nb\tc\td\ne\tf\rg\nh\ti\n\t\n123456789012345678901\tx".getBytes(UTF_8), 0))
        .extracting(TextRecord::where, TextRecord::flaw)
        .containsExactly(
            tuple("a.tsv line 1", Flaw.MISSING_TAB),
            tuple("a.tsv line 2", Flaw.EXTRA_TAB),
            tuple("a.tsv line 3", Flaw.STRAY_RETURN),
            tuple("a.tsv line 4", Flaw.NONE),
            tuple("a.tsv line 5", Flaw.NONE),
            tuple("a.tsv line 6", Flaw.TOO_LARGE));
    assertThat(read("a\té\n".getBytes(ISO_8859_1), 0))
        .extracting(TextRecord::flaw)
        .containsExactly(Flaw.NOT_TEXT);
  }
}
