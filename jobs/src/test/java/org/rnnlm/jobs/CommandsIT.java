package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** All commands one after the other on the generated encyclopedia, as a user would run them. */
class CommandsIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path path(String name) {
    return TrainedRuns.get().path(name);
  }

  @Test
  void evaluateNeverBeatsTheFloorOfTheCorpus() throws IOException {
    Cli.Result result =
        Cli.run(
                "evaluate",
                "--checkpoint",
                path("run-characters"),
                "--data",
                path("characters"),
                "--floor",
                path("corpus/floor.tsv"))
            .expect(0);
    JsonNode score = JSON.readTree(result.lastLine());
    double floor = score.get("floorNatsPerCharacter").doubleValue();
    assertThat(floor).isBetween(0.4, 0.6);
    assertThat(score.get("natsPerCharacter").doubleValue()).isGreaterThan(floor).isLessThan(3.2);
    assertThat(score.get("natsPerCharacter").doubleValue())
        .isEqualTo(score.get("loss").doubleValue());
    assertThat(score.get("perplexity").doubleValue())
        .isEqualTo(Math.exp(score.get("loss").doubleValue()));
    assertThat(result.out()).contains("no model can do better");
  }

  @Test
  void evaluateOfWordsTellsNatsPerCharacterToo() throws IOException {
    for (String split : new String[] {"train", "valid", "test"}) {
      Cli.Result result =
          Cli.run(
                  "evaluate",
                  "--checkpoint",
                  path("run-words"),
                  "--data",
                  path("words"),
                  "--split",
                  split,
                  "--floor",
                  path("corpus/floor.tsv"))
              .expect(0);
      JsonNode score = JSON.readTree(result.lastLine());
      assertThat(score.get("split").textValue()).isEqualTo(split);
      double perCharacter = score.get("nats").doubleValue() / score.get("characters").doubleValue();
      assertThat(score.get("natsPerCharacter").doubleValue())
          .isEqualTo(perCharacter)
          .isGreaterThan(score.get("floorNatsPerCharacter").doubleValue());
      assertThat(score.get("loss").doubleValue()).isGreaterThan(3 * perCharacter);
    }
  }

  @Test
  void aSplitIsReadAsOneTextByAModelThatGoesOnLearning() throws IOException {
    JsonNode lanes = JSON.readTree(evaluated("words").lastLine());
    JsonNode still = JSON.readTree(evaluated("words", "--dynamic", 0).lastLine());
    Cli.Result learning =
        evaluated(
            "words",
            "--dynamic",
            0.0002,
            "--dynamic-steps",
            5,
            "--dynamic-decay",
            0.02,
            "--dynamic-rms",
            path("words"));

    double loss = lanes.get("loss").doubleValue();
    assertThat(still.get("tokens")).isEqualTo(lanes.get("tokens"));
    assertThat(still.get("loss").doubleValue()).isCloseTo(loss, within(0.02 * loss));
    JsonNode learnt = JSON.readTree(learning.lastLine());
    assertThat(learnt.get("loss").doubleValue()).isLessThan(still.get("loss").doubleValue());
    assertThat(learnt.get("natsPerCharacter").doubleValue())
        .isGreaterThan(learnt.get("floorNatsPerCharacter").doubleValue());
    assertThat(learnt.get("dynamicSteps").intValue()).isEqualTo(5);
    assertThat(learning.out())
        .contains(
            "learnt from at a rate of 2.0E-4 every 5 tokens, with a decay of 0.02, by the sizes");
    assertThat(
            Cli.run(
                    "evaluate",
                    "--checkpoint",
                    path("run-words"),
                    "--data",
                    path("words"),
                    "--dynamic",
                    0.0002,
                    "--dynamic-rms",
                    path("characters"))
                .expect(1)
                .err())
        .contains("was trained with another vocabulary");
  }

  private static Cli.Result evaluated(String tokens, Object... options) {
    List<Object> command =
        new ArrayList<>(
            List.of(
                "evaluate",
                "--checkpoint",
                path("run-" + tokens),
                "--data",
                path(tokens),
                "--floor",
                path("corpus/floor.tsv")));
    command.addAll(List.of(options));
    return Cli.run(command.toArray()).expect(0);
  }

  @Test
  void anyTextCanBeEvaluatedWithTheVocabularyOfARun() throws IOException {
    Path text = Files.writeString(path("any.txt"), "The town of ☃ lies by a river.\n".repeat(40));
    for (String tokens : new String[] {"characters", "words"}) {
      for (String from : new String[] {"run-" + tokens, tokens, tokens + "/vocabulary.tsv"}) {
        Path data = path("any-" + from.replace('/', '-'));
        Cli.Result prepared =
            Cli.run(
                    "prepare",
                    "--input",
                    text,
                    "--output",
                    data,
                    "--vocabulary",
                    path(from),
                    "--set",
                    "prepare.length=40")
                .expect(0);
        assertThat(prepared.out()).contains(", of " + path(from)).contains(" % unknown");
        Cli.Result score =
            Cli.run("evaluate", "--checkpoint", path("run-" + tokens), "--data", data).expect(0);
        assertThat(JSON.readTree(score.lastLine()).get("loss").doubleValue()).isPositive();
      }
    }
    assertThat(
            Cli.run(
                    "prepare",
                    "--input",
                    text,
                    "--output",
                    path("refused"),
                    "--config",
                    "words",
                    "--vocabulary",
                    path("run-characters"))
                .expect(2)
                .err())
        .contains("prepare.tokens")
        .contains("the vocabulary of " + path("run-characters") + " has prepare.tokens");
  }

  @Test
  void aRunBeginsFromAnotherOneAndBeginsAloneAgainWhereItHasNoCheckpoint() throws IOException {
    Object[] train = {
      "train",
      "--data",
      path("characters"),
      "--run",
      path("tuned"),
      "--from",
      path("run-characters"),
      "--set",
      "train.freeze=[layer-1]",
      "--set",
      "train.epochs=1",
      "--set",
      "sample.length=5"
    };
    Cli.Result trained = Cli.run(train).expect(0);
    assertThat(trained.out())
        .contains("from       " + path("run-characters/checkpoints"))
        .contains("taken      layer-1, output")
        .contains("(100.0 %)");
    JsonNode from = JSON.readTree(path("tuned/run.json").toFile()).get("from").get(0);
    assertThat(from.get("given").textValue()).isEqualTo(path("run-characters").toString());
    assertThat(Files.readString(path("tuned/report.html"))).contains(from.get("sha256").asText());

    String epoch = validLoss(trained);
    ComparisonsIT.deleteAll(path("tuned/checkpoints"));
    assertThat(
            validLoss(
                Cli.run("train", "--data", path("characters"), "--run", path("tuned"), "--resume")
                    .expect(0)))
        .isEqualTo(epoch);
    assertThat(
            Cli.run(
                    "train",
                    "--data",
                    path("characters"),
                    "--run",
                    path("tuned"),
                    "--resume",
                    "--from",
                    path("run-words"))
                .expect(1)
                .err())
        .contains("--from is for a run's start");
  }

  private static String validLoss(Cli.Result trained) {
    return trained
        .out()
        .lines()
        .filter(line -> line.startsWith("epoch 1/1: "))
        .map(line -> line.substring(0, line.indexOf(" nats")))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void commandsOnSparkPrintTheirResultsAsJsonAlone() {
    Path data = path("json-data");
    assertThat(
            JsonOutputTest.lines(
                "prepare", "--input", path("corpus/encyclopedia.xml.bz2"), "--output", data))
        .singleElement()
        .matches(prepared -> prepared.get("splits").get("train").get("tokens").longValue() > 0);
    assertThat(JsonOutputTest.lines("inspect", data, "--count", 2))
        .hasSize(2)
        .allMatch(sequence -> sequence.hasNonNull("text"));
    List<JsonNode> trained =
        JsonOutputTest.lines(
            "train",
            "--data",
            data,
            "--run",
            path("json-run"),
            "--set",
            "model.hidden-size=8",
            "--set",
            "train.epochs=1",
            "--set",
            "sample.length=5");
    assertThat(trained).hasSize(2);
    assertThat(trained.get(1).get("best")).isEqualTo(trained.get(0).get("metrics"));
    assertThat(JsonOutputTest.lines("evaluate", "--checkpoint", path("json-run"), "--data", data))
        .singleElement()
        .matches(score -> score.has("loss"));
    assertThat(
            JsonOutputTest.lines("vectors", "--data", data, "--output", path("json-vectors.txt")))
        .singleElement()
        .matches(vectors -> vectors.get("vectors").intValue() > 0);
    assertThat(JsonOutputTest.lines("report", path("json-run")))
        .singleElement()
        .matches(report -> report.has("report"));
  }

  @Test
  void aModelIsSummedUpBeforeItIsTrained() {
    Cli.Result byNumber =
        Cli.run("summary", "--vocabulary", 69, "--config", "shakespeare").expect(0);
    assertThat(byNumber.out()).contains("layer-1 (Recurrent lstm)", "(None, 64, 128)", "241,861");
    assertThat(Cli.run("summary", "--data", path("words")).expect(0).out())
        .contains("(TokenSoftmax)");
    assertThat(Cli.run("summary").exitCode()).isEqualTo(2);
  }

  @Test
  void theSameSeedWritesTheSameText() {
    String first = generate("--seed", "4");
    assertThat(generate("--seed", "4")).isEqualTo(first);
    assertThat(generate("--seed", "5")).isNotEqualTo(first);
    assertThat(generate("--greedy")).isEqualTo(generate("--temperature", "0", "--seed", "9"));
    assertThat(first).startsWith("The ").hasSizeBetween(60, 70);
  }

  private static String generate(String... options) {
    Object[] arguments = new Object[7 + options.length];
    System.arraycopy(
        new Object[] {
          "generate", "--checkpoint", path("run-characters"), "--prompt", "The ", "--length", 60
        },
        0,
        arguments,
        0,
        7);
    System.arraycopy(options, 0, arguments, 7, options.length);
    return Cli.run(arguments).expect(0).out();
  }

  @Test
  void unknownCharactersOfAPromptAreNamedOrMapped() {
    Cli.Result refused =
        Cli.run("generate", "--checkpoint", path("run-characters"), "--prompt", "A ß and a 字")
            .expect(1);
    assertThat(refused.err()).contains("'ß', '字'").contains("--unknown map");
    Cli.Result mapped =
        Cli.run(
                "generate",
                "--checkpoint",
                path("run-characters"),
                "--prompt",
                "A ß",
                "--unknown",
                "map",
                "--length",
                5)
            .expect(0);
    assertThat(mapped.out()).startsWith("A <unk>");
  }
}
