package org.rnnlm.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of file formats names every field of what it describes, a new one too. */
class FormatsPageTest {
  @ParameterizedTest
  @ValueSource(
      classes = {RoundMetrics.class, RoundTime.class, WorkerSpread.class, GradientNorms.class})
  void everyFieldIsOnThePage(Class<?> record) throws IOException {
    String page = Files.readString(Path.of("FORMATS.md"));
    String part = page.substring(page.indexOf("**metrics.jsonl**"), page.indexOf("**claims/"));
    assertThat(record.getRecordComponents()).isNotEmpty();
    for (RecordComponent field : record.getRecordComponents()) {
      assertThat(part).as(record.getSimpleName()).contains("`" + field.getName() + "`");
    }
  }
}
