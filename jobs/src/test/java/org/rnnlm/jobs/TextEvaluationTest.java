package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.SparkEnv;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Json;
import org.rnnlm.shard.SequenceMode;

/** {@code evaluate} without shards. */
class TextEvaluationTest {
  @TempDir static Path folder;
  private static Path stream;
  private static Path sentences;

  @BeforeAll
  static void writeRuns() {
    stream = ScoringRun.write(folder.resolve("stream"), SequenceMode.STREAM);
    sentences = ScoringRun.write(folder.resolve("sentences"), SequenceMode.SENTENCE);
  }

  private static Path file(String content) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "text", ".txt"), content);
  }

  private static JsonNode last(Cli.Result result) {
    return Json.tree(result.expect(0).lastLine(), "the last line");
  }

  private static double surprisals(Path run, Path text, String reading) {
    return Cli.run("surprisal", "--checkpoint", run, text, "--text", reading, "--unit", "nats")
        .expect(0)
        .out()
        .lines()
        .skip(1)
        .mapToDouble(line -> Double.parseDouble(line.split("\t")[3]))
        .sum();
  }

  @Test
  void aTextsLossIsTheSumOfItsSurprisals() throws IOException {
    Path text = file("ab cd\n\nabe x\n");
    Cli.Result result = Cli.run("evaluate", "--checkpoint", stream, "--text", text);
    JsonNode fields = last(result);
    assertThat(fields.path("nats").doubleValue())
        .isCloseTo(surprisals(stream, text, "running"), within(1e-5));
    assertThat(fields.path("tokens").longValue()).isEqualTo(13);
    assertThat(fields.path("unknownShare").doubleValue()).isCloseTo(1 / 13.0, within(1e-9));
    assertThat(result.out()).contains("13 tokens, 13 characters", "perplexity");
    assertThat(SparkEnv.get()).isNull();
  }

  @Test
  void aModelOfSentencesTakesEachLineAsOne() throws IOException {
    Path text = file("ab cd\n\nabe\n");
    JsonNode fields = last(Cli.run("evaluate", "--checkpoint", sentences, "--text", text));
    assertThat(fields.path("nats").doubleValue())
        .isCloseTo(surprisals(sentences, text, "sentences"), within(1e-5));
    assertThat(fields.path("tokens").longValue()).isEqualTo(10);
  }

  @Test
  void aDynamicEvaluationLearnsFromWhatItHasScored() throws IOException {
    Path text = file("abcabdabe".repeat(60));
    double fixed =
        last(Cli.run("evaluate", "--checkpoint", stream, "--text", text)).path("loss").asDouble();
    JsonNode dynamic =
        last(Cli.run("evaluate", "--checkpoint", stream, "--text", text, "--dynamic", 0.3));
    assertThat(dynamic.path("loss").doubleValue()).isLessThan(0.9 * fixed);
    assertThat(dynamic.path("dynamicRate").doubleValue()).isEqualTo(0.3);
    assertThat(dynamic.path("dynamicSteps").intValue()).isEqualTo(20);
  }

  @Test
  void minimalPairsAreCountedByParadigmAndPhenomenonWithTiesAsHalf() throws IOException {
    Path text = file("");
    String a = "abc abd";
    String b = "e ee edc";
    double one =
        surprisals(stream, Files.writeString(text, a), "sentences")
            - surprisals(stream, Files.writeString(text, b), "sentences");
    String likelier = one < 0 ? a : b;
    String unlikelier = one < 0 ? b : a;
    Path pairs =
        file(
            pair(likelier, unlikelier, "order", "syntax")
                + pair(unlikelier, likelier, "order", "syntax")
                + pair(likelier, likelier, "same", "syntax")
                + "\n"
                + pair(likelier, unlikelier, "number", "morphology")
                + "{\"sentence_good\":\""
                + likelier
                + "\",\"sentence_bad\":\"x x x\"}\n");
    Cli.Result result = Cli.run("evaluate", "--checkpoint", stream, "--minimal-pairs", pairs);
    JsonNode fields = last(result);
    assertThat(fields.path("pairs").longValue()).isEqualTo(5);
    assertThat(fields.path("ties").longValue()).isEqualTo(1);
    assertThat(fields.path("pairsWithUnknown").longValue()).isEqualTo(1);
    assertThat(fields.path("paradigms").path("order").path("accuracy").doubleValue())
        .isEqualTo(0.5);
    assertThat(fields.path("paradigms").path("same").path("accuracy").doubleValue()).isEqualTo(0.5);
    assertThat(fields.path("paradigms").path("number").path("accuracy").doubleValue()).isEqualTo(1);
    assertThat(fields.path("phenomena").path("syntax").path("pairs").longValue()).isEqualTo(3);
    assertThat(result.out()).contains("phenomenon", "syntax", "0.5000 (", "of 3, 1 ties");
    assertThat(SparkEnv.get()).isNull();
  }

  private static String pair(String good, String bad, String paradigm, String phenomenon) {
    return "{\"sentence_good\":\""
        + good
        + "\",\"sentence_bad\":\""
        + bad
        + "\",\"UID\":\""
        + paradigm
        + "\",\"linguistics_term\":\""
        + phenomenon
        + "\"}\n";
  }

  @Test
  void whatCannotBeMeantIsRefusedWithALine() throws IOException {
    Path text = file("a");
    assertThat(Cli.run("evaluate", "--checkpoint", stream).expect(2).err())
        .contains("--data", "--text", "--minimal-pairs");
    assertThat(
            Cli.run("evaluate", "--checkpoint", stream, "--text", text, "--text-metrics")
                .expect(2)
                .err())
        .contains("are of --data");
    assertThat(
            Cli.run(
                    "evaluate",
                    "--checkpoint",
                    stream,
                    "--data",
                    folder,
                    "--dynamic",
                    1,
                    "--beam",
                    2)
                .expect(2)
                .err())
        .contains("--dynamic tells a loss alone");
    assertThat(
            Cli.run("evaluate", "--checkpoint", stream, "--text", text, "--dynamic-decay", 0.1)
                .expect(2)
                .err())
        .contains("are of --dynamic");
    assertThat(Cli.run("evaluate", "--checkpoint", stream, "--text", file("\n")).expect(1).err())
        .contains("is empty");
    assertThat(
            Cli.run("evaluate", "--checkpoint", stream, "--minimal-pairs", file("\n"))
                .expect(1)
                .err())
        .contains("there is no pair");
    assertThat(
            Cli.run(
                    "evaluate",
                    "--checkpoint",
                    stream,
                    "--minimal-pairs",
                    file("{\"sentence_good\":\"a\"}\n"))
                .expect(1)
                .err())
        .contains("line 1 has no text 'sentence_bad'");
    assertThat(
            Cli.run("evaluate", "--checkpoint", stream, "--minimal-pairs", "nowhere.jsonl")
                .expect(1)
                .err())
        .contains("nowhere.jsonl: there is no such file");
  }
}
