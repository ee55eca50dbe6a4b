package org.rnnlm.prep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.ProgressStyle;

/** What no table is made of, and what is left of one that failed: nothing. */
class TableRefusalsIT extends TableFixture {
  private void assertRefused(TableSpec spec, boolean overwrite, String message, String... inputs) {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> TableJob.check(spec, inputs(inputs), overwrite, new Configuration()))
        .withMessageContaining(message);
  }

  @Test
  void whatCannotGoWellIsRefusedBeforeSpark() throws IOException {
    TableSpec spec = spec("out", TableFormat.PARQUET);
    write("other.csv", "body\na\n");
    assertRefused(spec, false, "has no column 'text'; it has [body]", "other.csv");
    write("taken.csv", "text,length\na,1\n");
    assertRefused(spec, false, "has a column 'length' already", "taken.csv");
    write("a.csv", "text\na\n");
    run(spec, "a.csv");
    assertRefused(spec, false, "holds a table already", "a.csv");
    write("out/rows/b.csv", "text\na\n");
    assertRefused(spec, true, "which --overwrite would delete", "out/rows/b.csv");
    Files.createDirectories(folder.resolve("mine"));
    write("mine/thesis.txt", "a");
    assertRefused(spec("mine", TableFormat.PARQUET), true, "is not empty", "a.csv");
  }

  @Test
  void namesOfObjectsThatResultsHaveAreRefusedWhereverTheyCome() throws IOException {
    write("a.jsonl", "{\"text\":\"a\"}\n{\"text\":\"b\",\"length\":1}\n");
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> run(spec("out", TableFormat.JSON_LINES), "a.jsonl"))
        .withStackTraceContaining("a.jsonl line 2 has a column 'length' already");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void whatWasInterruptedIsReplacedAndWhatFailsLeavesNothing() throws IOException {
    TableSpec spec = spec("out", TableFormat.JSON_LINES);
    write("a.csv", "text\na\n");
    write("b.csv", "text\nfails\n");
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> run(spec, "b.csv"))
        .withStackTraceContaining("as the text says");
    assertThat(folder.resolve("out")).doesNotExist();

    run(spec, "a.csv");
    Map<String, String> whole = hashes("out");
    Files.delete(folder.resolve("out/MANIFEST.json"));
    write("out/_UNFINISHED_TABLE", "");
    write("out/rows/part-00007.jsonl", "left over");
    assertRefused(spec, false, "when it was interrupted", "a.csv");
    run(spec, true, inputs("a.csv"));
    assertThat(hashes("out")).isEqualTo(whole);
  }

  /** Work that cannot go to other machines. */
  private record Unsendable(Thread held) implements RowWorkSource {
    @Override
    public RowWork open() {
      throw new AssertionError(held + " was sent");
    }
  }

  @Test
  void workThatCannotBeSentLeavesNoFolder() throws IOException {
    write("a.csv", "text\na\n");
    TableSpec spec = spec("out", TableFormat.PARQUET);
    TableJob job = new TableJob(spark, spec, inputs("a.csv"), ProgressStyle.NONE);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> job.execute(new Unsendable(Thread.currentThread())))
        .withStackTraceContaining("NotSerializableException");
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void aNameThatColumnsOfAFileShareIsRefused() throws IOException {
    write("twice.csv", "x,text,x\n1,a,2\n");
    assertRefused(
        spec("out", TableFormat.JSON_LINES),
        false,
        "the input has several columns 'x'",
        "twice.csv");
  }

  @Test
  void filesOfDifferentColumnsAreRefusedBeforeTheirRowsAreRead() throws IOException {
    write("1.csv", "text,n\na,1\n");
    write("2.csv", "n,text\n1,b\n1,\"a quote without an end");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> run(spec("out", TableFormat.JSON_LINES), "1.csv", "2.csv"))
        .withMessageContaining("the input's files have different columns")
        .withMessageContaining("2.csv has [n (STRING), text (STRING)]");
    assertThat(folder.resolve("out")).doesNotExist();
  }
}
