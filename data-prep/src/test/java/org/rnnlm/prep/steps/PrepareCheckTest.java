package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;

/** What is refused before Spark starts. */
class PrepareCheckTest {
  private static final RecordSpec FIELDS =
      new RecordSpec("body", "id", "", 1 << 20).withLabel("mood");

  @TempDir private Path folder;

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private PassedOver check(Path input, RecordSpec fields) {
    SmallRun run =
        new SmallRun(input, folder.resolve("data"))
            .reading(new ReadSpec(0, 1 << 20, fields, 0.001));
    return PrepareJob.check(run.spec(), new Configuration(false));
  }

  private void assertRefused(Path input, String... messages) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> check(input, FIELDS))
        .satisfies(refusal -> assertThat(refusal.getMessage().lines()).containsExactly(messages));
  }

  @Test
  void columnsThatATableLacksAreNamedForEveryFile() throws IOException {
    Path tables = Files.createDirectories(folder.resolve("tables"));
    Files.writeString(tables.resolve("a.csv"), "body,id\nb,1\n");
    Files.writeString(tables.resolve("b.csv"), "text,id,mood\nb,1,good\n");
    Files.writeString(tables.resolve("c.csv"), "body,id,mood\nb,1,good\n");
    String end = "set prepare.text-field, prepare.id-field, prepare.label-field to what is there";
    assertRefused(
        tables,
        "input file:" + tables + "/a.csv has no column 'mood'; it has [body, id]: " + end,
        "input file:" + tables + "/b.csv has no column 'body'; it has [text, id, mood]: " + end);
  }

  @Test
  void fieldsThatNoRecordHasAreNamed() throws IOException {
    String end = "; set prepare.text-field, prepare.id-field, prepare.label-field to what is there";
    assertRefused(
        file("a.jsonl", "{\"text\": \"a\", \"id\": 1, \"mood\": null}\n\nbad\n".repeat(3)),
        "none of the first records of the input has a field 'body', 'mood'" + end);
    check(file("b.jsonl", "{\"text\": \"a\"}\n{\"body\": 1, \"id\": 1, \"mood\": true}\n"), FIELDS);
    check(file("empty.jsonl", ""), FIELDS);
  }

  @Test
  void aFileThatIsNotWhatItsNameSaysIsRefused() throws IOException {
    Path parquet = file("a.parquet", "no Parquet");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> check(parquet, FIELDS))
        .withMessageStartingWith("input file:" + parquet + " cannot be read as Parquet: ");
  }

  @Test
  void anOutputThatIsNotEmptyIsRefused() throws IOException {
    Path text = file("a.txt", "a");
    assertThat(check(text, FIELDS).isEmpty()).isTrue();
    Files.createDirectories(folder.resolve("data/x"));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> check(text, FIELDS))
        .withMessageContaining("is not empty");
  }

  @Test
  void noMoreThanTheFirstFilesAreLookedAt() throws IOException {
    Path many = Files.createDirectories(folder.resolve("many"));
    for (int i = 0; i <= FirstRecords.FILES; i++) {
      String field = i < FirstRecords.FILES ? "text" : "body";
      Files.writeString(
          many.resolve(i + ".jsonl"), "{\"" + field + "\": \"a\", \"id\": 1, \"mood\": 1}");
    }
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> check(many, FIELDS))
        .withMessageContaining("has a field 'body'");
  }
}
