package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Architecture;
import org.rnnlm.model.DenseActivation;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;

class SurprisalCommandTest {
  @TempDir static Path folder;
  private static Path stream;
  private static Path sentences;

  @BeforeAll
  static void writeRuns() {
    stream = ScoringRun.write(folder.resolve("stream"), SequenceMode.STREAM);
    sentences = ScoringRun.write(folder.resolve("sentences"), SequenceMode.SENTENCE);
  }

  private static Path text(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "text", ".txt"), content);
  }

  private static Cli.Result run(Object... more) {
    Object[] all = new Object[more.length + 1];
    all[0] = "surprisal";
    System.arraycopy(more, 0, all, 1, more.length);
    return Cli.run(all);
  }

  private static List<String[]> rows(Cli.Result result) {
    return result.expect(0).out().lines().skip(1).map(line -> line.split("\t")).toList();
  }

  private static double sum(List<String[]> rows, int column) {
    return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).sum();
  }

  @Test
  void aTableHasARowATokenAndItsEnd() throws IOException {
    Cli.Result result = run("--checkpoint", stream, text("ab x\n\n  c\n"));
    assertThat(result.expect(0).out())
        .startsWith(
            "sentence_id\ttoken_id\ttoken\tsurprisal\tentropy\tentropy_reduction\tunknown\n");
    List<String[]> rows = rows(result);
    assertThat(rows)
        .extracting(row -> row[0] + row[1] + row[2] + row[6])
        .containsExactly("11a0", "12b0", "13 0", "14x1", "15<end>0", "21c0", "22<end>0");
    assertThat(rows.get(4)[5]).isEqualTo("NA"); // nothing comes after an END
  }

  @Test
  void wordsHaveTheSumsOfTheirTokensInBitsOrNats() throws IOException {
    Path text = text("ab cd e\nb\n");
    List<String[]> tokens = rows(run("--checkpoint", stream, text));
    List<String[]> words = rows(run("--checkpoint", stream, text, "--per", "word"));
    List<String[]> nats =
        rows(run("--checkpoint", stream, text, "--per", "word", "--unit", "nats"));
    assertThat(words)
        .extracting(row -> row[2])
        .containsExactly("ab", "cd", "e", "<end>", "b", "<end>");
    assertThat(sum(words, 3)).isCloseTo(sum(tokens, 3), within(1e-4));
    assertThat(sum(nats, 3)).isCloseTo(sum(words, 3) * Math.log(2), within(1e-4));
    assertThat(Double.parseDouble(words.get(1)[3]))
        .isCloseTo(sum(tokens.subList(2, 5), 3), within(1e-5)); // " cd"
    double reduction = Double.parseDouble(words.get(0)[4]) - Double.parseDouble(words.get(1)[4]);
    assertThat(Double.parseDouble(words.get(0)[5])).isCloseTo(Math.max(0, reduction), within(2e-6));
  }

  @Test
  void anyNumberOfThreadsWritesTheSameBytes() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1300; i++) {
      lines.append("abcde abc".substring(i % 7)).append('\n');
    }
    Path text = text(lines.toString());
    String one = run("--checkpoint", sentences, text, "--threads", 1).expect(0).out();
    assertThat(run("--checkpoint", sentences, text, "--threads", 3).expect(0).out()).isEqualTo(one);
    assertThat(one.lines().skip(one.lines().count() - 1).findFirst().orElseThrow())
        .startsWith("1300\t");
  }

  @Test
  void runningTextIsOneTextWhoseLinesAreNumbered() throws IOException {
    Path text = text("ab\n\nc d\n");
    List<String[]> tokens = rows(run("--checkpoint", stream, text, "--text", "running"));
    assertThat(tokens)
        .extracting(row -> row[0] + row[1] + row[2])
        .containsExactly("11a", "12b", "13\\n", "21\\n", "31c", "32 ", "33d", "34<end>");
    List<String[]> words =
        rows(run("--checkpoint", stream, text, "--text", "running", "--per", "word"));
    assertThat(words)
        .extracting(row -> row[0] + row[1] + row[2])
        .containsExactly("11ab", "31c", "32d", "33<end>");
    assertThat(sum(words, 3)).isCloseTo(sum(tokens, 3), within(1e-4));
  }

  @Test
  void aModelThatLearnsWhileItReadsIsSurprisedLessByWhatComesAgain() throws IOException {
    Path text = text("abcabdabe\n".repeat(60));
    double fixed = sum(rows(run("--checkpoint", stream, text)), 3);
    assertThat(sum(rows(run("--checkpoint", stream, text, "--adapt", 0.3)), 3))
        .isLessThan(0.9 * fixed);
    assertThat(sum(rows(run("--checkpoint", stream, text, "--adapt", 0.3, "--text", "running")), 3))
        .isLessThan(0.9 * fixed);
  }

  @Test
  void jsonLinesHaveTheTablesFields() throws IOException {
    Cli.Result result =
        run("--checkpoint", stream, text("a\"b"), "--json", "--no-entropy").expect(0);
    List<JsonNode> lines = result.out().lines().map(line -> Json.tree(line, "a line")).toList();
    assertThat(lines).hasSize(4);
    assertThat(lines.get(1).path("token").textValue()).isEqualTo("\"");
    assertThat(lines.get(1).path("unknown").booleanValue()).isTrue();
    assertThat(lines.get(1).path("surprisal").doubleValue()).isPositive();
    assertThat(lines.get(1).has("entropy")).isFalse();
  }

  @Test
  void standardInputIsReadWhereNoFileIsGiven() {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream("\uFEFFab\r\n".getBytes(StandardCharsets.UTF_8)));
      assertThat(rows(run("--checkpoint", stream)))
          .extracting(row -> row[2])
          .containsExactly("a", "b", "<end>");
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void whatCannotBeReadIsRefusedWithALine() throws IOException {
    assertThat(run("--checkpoint", stream, folder.resolve("nowhere")).expect(1).err())
        .contains("nowhere: there is no such file");
    assertThat(run("--checkpoint", stream, text("\n \n")).expect(1).err()).contains("is empty");
    Path latin = text("ab\n");
    Files.write(latin, new byte[] {'a', 'b', '\n', 'c', (byte) 0xe9, 'd'});
    assertThat(run("--checkpoint", stream, latin).expect(1).err())
        .contains("line 2 is not UTF-8 at byte 4");
    assertThat(run("--checkpoint", stream, latin, "--adapt", -1).expect(2).err())
        .contains("at least 0");
    assertThat(run("--checkpoint", sentences, text("a"), "--text", "running").expect(1).err())
        .contains("single sentences");
  }

  @Test
  void modelsThatPredictNoTextSayWhatToUseInstead() throws IOException {
    HeadSpec classes =
        new HeadSpec(
            Head.CLASS,
            Pooling.LAST,
            0,
            DenseActivation.RELU,
            new Reads(9, Cut.END, List.of("good", "bad")));
    Path classifier =
        ScoringRun.write(
            folder.resolve("classes"),
            ModelSpec.of(Cell.GRU, 1, 9).with(classes),
            SequenceMode.LABELLED);
    assertThat(run("--checkpoint", classifier, text("a")).expect(1).err())
        .contains(classifier.toString(), "classify tells the classes");
    Path pairs =
        ScoringRun.write(
            folder.resolve("pairs"),
            ModelSpec.of(Cell.GRU, 1, 9).with(Architecture.ENCODER_DECODER),
            SequenceMode.PAIR);
    assertThat(run("--checkpoint", pairs, text("a")).expect(1).err()).contains("translate");
  }
}
