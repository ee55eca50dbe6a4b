package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of an encoder and decoder, as a user would run them. */
class PairCommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Pattern MISS = Pattern.compile("(?m)^ +(\\S+) -> (.*), not (\\S+)$");

  @TempDir private static Path shared;

  /** Too little to reverse letters, enough to write some. */
  @BeforeAll
  static void train() {
    Cli.run("corpus", "--kind", "reverse", "--output", shared.resolve("corpus"), "--pairs", 4000)
        .expect(0);
    Path pairs = shared.resolve("corpus/pairs.tsv");
    Cli.run("prepare", "--input", pairs, "--output", data(), "--config", "reverse").expect(0);
    List<Object> train =
        new ArrayList<>(List.of("train", "--data", data(), "--run", run(), "--config", "reverse"));
    train.addAll(List.of("--set", "model.hidden-size=32", "--set", "train.epochs=4"));
    Cli.run(train.toArray()).expect(0);
  }

  private static Path data() {
    return shared.resolve("data");
  }

  private static Path run() {
    return shared.resolve("run");
  }

  private static List<String> translate(Object... options) {
    List<Object> arguments = new ArrayList<>(List.of("translate", "--checkpoint", run()));
    arguments.addAll(List.of(options));
    return Cli.run(arguments.toArray()).expect(0).out().lines().toList();
  }

  @Test
  void eachSourceHasItsLine() throws IOException {
    Path file = Files.writeString(shared.resolve("sources.txt"), "abc\nhello\n");
    List<String> targets = translate("rnn", "--input", file);
    assertThat(targets)
        .doesNotHaveDuplicates()
        .containsExactly(
            translate("rnn").get(0), translate("abc").get(0), translate("hello").get(0));
  }

  @Test
  void aTablesSourcesHaveTheirTargetsBesideThem() throws IOException {
    Path file =
        Files.writeString(
            shared.resolve("sources.jsonl"),
            "{\"text\":\"abc\"}\n{\"text\":\"\"}\n{\"text\":\"a7\"}\n");
    Path table = shared.resolve("targets");
    assertThat(translate("--input", file, "--output", table, "--beam", 3))
        .contains("bad        no-tokens 1, unknown-tokens 1");
    List<String> rows = Files.readAllLines(table.resolve("rows/part-00000.jsonl"));
    assertThat(JSON.readTree(rows.get(0)).get("translation").textValue())
        .isEqualTo(translate("abc", "--beam", 3).get(0));
    assertThat(JSON.readTree(rows.get(0)).get("log_probability").doubleValue()).isNegative();
    assertThat(rows.subList(1, 3))
        .containsExactly(
            "{\"text\":\"\",\"row\":1,\"error\":\"no-tokens\"}",
            "{\"text\":\"a7\",\"row\":2,\"error\":\"unknown-tokens\"}");
    JsonNode manifest = JSON.readTree(table.resolve("MANIFEST.json").toFile());
    assertThat(manifest.get("settings").toString())
        .contains("\"generate.unknown\":\"refuse\"", "\"prepare.text-field\":\"text\"")
        .contains("\"translate.beam-width\":\"3\"");
    Cli.run("translate", "abc", "--checkpoint", run(), "--output", table, "--input", file)
        .expect(2);
  }

  @Test
  void aBeamShowsItsTargetsFromTheLikeliestOn() {
    List<String> targets = translate("hello", "--beam", 4, "--all");
    assertThat(targets).hasSizeBetween(2, 4).doesNotHaveDuplicates();
    List<Double> logs = targets.stream().map(line -> Double.valueOf(line.split("\t")[0])).toList();
    assertThat(logs).allMatch(log -> log < 0).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(translate("hello", "--beam", 4)).containsExactly(targets.get(0).split("\t", 2)[1]);
  }

  @Test
  void unknownLettersAreRefusedOrMapped() {
    Cli.Result refused = Cli.run("translate", "--checkpoint", run(), "a7b");
    assertThat(refused.expect(1).err()).contains("'7'", "a7b", "--unknown map");
    assertThat(translate("a7b", "--unknown", "map")).hasSize(1);
  }

  @Test
  void noSourceAndAnEmptyOneAreToldApart() {
    assertThat(Cli.run("translate", "--checkpoint", run()).expect(1).err()).contains("--input");
    assertThat(Cli.run("translate", "--checkpoint", run(), "").expect(1).err())
        .contains("has no tokens");
  }

  @Test
  void evaluationCountsWhatTranslateWrites() throws IOException {
    for (int beam : List.of(1, 3)) {
      Cli.Result result =
          Cli.run("evaluate", "--checkpoint", run(), "--data", data(), "--beam", beam).expect(0);
      JsonNode fields = JSON.readTree(result.lastLine());
      int pairs = fields.get("pairs").asInt();
      int matches = fields.get("exactMatches").asInt();
      assertThat(result.out()).contains(matches + " of " + pairs + " targets written exactly");
      List<MatchResult> misses = MISS.matcher(result.out()).results().toList();
      assertThat(misses).hasSizeBetween(1, pairs - matches);
      for (MatchResult miss : misses) {
        String source = miss.group(1);
        assertThat(translate(source, "--beam", beam)).containsExactly(miss.group(2));
        assertThat(miss.group(3))
            .isEqualTo(new StringBuilder(source).reverse().toString())
            .isNotEqualTo(miss.group(2));
      }
    }
  }

  @Test
  void anOptionOfAnotherKindOfCorpusIsRefused() {
    Path folder = shared.resolve("other");
    for (String kind : List.of("reverse", "dates")) {
      assertThat(
              Cli.run("corpus", "--kind", kind, "--output", folder, "--articles", 9)
                  .expect(2)
                  .err())
          .contains("--articles is not of --kind " + kind);
    }
    Cli.run("corpus", "--output", folder, "--pairs", 9).expect(2);
    Cli.run("corpus", "--kind", "reviews", "--output", folder, "--topic", "towns").expect(2);
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatAnEncoderAndDecoderCannotDoIsRefused() {
    assertThat(Cli.run("generate", "--checkpoint", run()).expect(1).err()).contains("translate");
    assertThat(
            Cli.run("evaluate", "--checkpoint", run(), "--data", data(), "--text-metrics")
                .expect(1)
                .err())
        .contains("--text-metrics");
  }
}
