package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** Which documents are the same, and which split each goes to, from inputs to shards. */
class IdentityIT extends PrepareFixture {
  private static final RecordSpec BODIES = new RecordSpec("body", "number", "", 1 << 20);

  private ShardSet prepare(
      List<Path> inputs,
      String output,
      RecordSpec records,
      SequenceMode mode,
      PrepareSpec.SplitBy splitBy,
      long splitBytes) {
    PrepareSpec spec =
        new PrepareSpec(
            inputs.stream().map(Path::toString).toList(),
            folder.resolve(output).toString(),
            Optional.empty(),
            new ReadSpec(splitBytes, 1 << 20, records, 0),
            new FilterSpec(0, false, false),
            TokenSpec.of(TokenKind.CHARACTERS),
            0,
            1,
            new SequenceSpec(mode, 20, 0),
            Cut.END,
            new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1),
            SmallRun.SPLITS,
            splitBy,
            5_000,
            Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3"));
    new PrepareJob(spark, spec).execute();
    ShardSet data = ShardSet.open(spec.output(), spark.hadoopConfiguration());
    ShardVerifier.verify(data);
    return data;
  }

  private static List<String> texts(ShardSet data) {
    List<String> texts = new ArrayList<>();
    for (Split split : Split.values()) {
      texts.addAll(SmallRun.texts(data, split));
    }
    return texts;
  }

  private Path records(String name, String text, int count) throws IOException {
    List<String> lines =
        IntStream.rangeClosed(1, count)
            .mapToObj(i -> Text.format("{\"number\": %d, \"body\": \"%s %d\"}", i, text, i))
            .toList();
    return Files.write(folder.resolve(name), lines);
  }

  @Test
  void twoFilesWithTheSameIdsLoseNothingWhateverTheirNames() throws IOException {
    Path one = records("a.jsonl", "red", 100);
    Path other = records("b.jsonl", "blue", 100);
    ShardSet data =
        prepare(
            List.of(one, other), "data", BODIES, SequenceMode.STREAM, PrepareSpec.SplitBy.AUTO, 0);
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 200L, "kept", 200L));
    assertThat(texts(data)).hasSize(200).contains("red 7", "blue 7");

    Path renamed = Files.move(one, folder.resolve("c.jsonl"));
    prepare(
        List.of(renamed, other),
        "renamed",
        BODIES,
        SequenceMode.STREAM,
        PrepareSpec.SplitBy.AUTO,
        0);
    assertThat(withoutReports("renamed")).isEqualTo(withoutReports("data"));
  }

  private Map<String, String> withoutReports(String output) throws IOException {
    Map<String, String> hashes = new TreeMap<>(hashes(output));
    hashes.keySet().removeIf(name -> name.startsWith("report.")); // names files as titles
    return hashes;
  }

  private static String wiki(String name, String text, String otherPages) {
    StringBuilder xml = new StringBuilder("<mediawiki><siteinfo><dbname>" + name + "</dbname>");
    xml.append("<base>https://").append(name).append(".example/wiki/Main</base></siteinfo>\n");
    for (int id = 1; id <= 60; id++) {
      xml.append(page(id, 0, "wikitext", text + " " + id));
    }
    return xml.append(otherPages).append("</mediawiki>\n").toString();
  }

  private static String page(int id, int namespace, String model, String text) {
    return Text.format(
        "<page><title>T%d</title><ns>%d</ns><id>%d</id><revision><id>9</id><model>%s</model><text>%s</text></revision></page>\n",
        id, namespace, id, model, text);
  }

  @Test
  void twoWikisLoseNothingAndPagesThatAreNoWikitextAreCounted() throws IOException {
    String talk = page(61, 1, "wikitext", "talk");
    String data = page(62, 0, "json", "{1}") + page(63, 0, "Scribunto", "return 1");
    List<Path> wikis =
        List.of(
            Files.writeString(folder.resolve("x.xml"), wiki("x", "red", talk + data)),
            Files.writeString(
                folder.resolve("y.xml"), wiki("y", "blue", page(61, 0, "wikitext", "blue 61"))));
    ShardSet both =
        prepare(wikis, "data", BODIES, SequenceMode.STREAM, PrepareSpec.SplitBy.AUTO, 1 << 16);
    assertThat(both.manifest().pages())
        .isEqualTo(Map.of("read", 124L, "kept", 121L, "other-namespace", 1L, "other-model", 2L));
    assertThat(texts(both)).contains("red 7", "blue 7", "blue 61");
  }

  @Test
  void equalTextsOfSeveralClassesDependOnTheTextsAlone() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      lines.add(Text.format("{\"body\": \"text %d\", \"class\": %d}", i / 2, i % 3));
    }
    Path file = Files.write(Files.createDirectory(folder.resolve("a")).resolve("t.jsonl"), lines);
    Collections.reverse(lines);
    Path moved = Files.write(Files.createDirectory(folder.resolve("b")).resolve("u.jsonl"), lines);
    RecordSpec records = new RecordSpec("body", "", "", 1 << 20).withLabel("class");
    SequenceMode mode = SequenceMode.LABELLED;
    ShardSet whole = prepare(List.of(file), "whole", records, mode, PrepareSpec.SplitBy.AUTO, 0);
    prepare(List.of(file), "sliced", records, mode, PrepareSpec.SplitBy.AUTO, 1 << 16);
    prepare(List.of(moved), "moved", records, mode, PrepareSpec.SplitBy.AUTO, 1 << 16);
    assertThat(whole.manifest().pages()).containsEntry("duplicate-text", 1_500L);
    assertThat(withoutReports("sliced")).isEqualTo(withoutReports("whole"));
    assertThat(withoutReports("moved")).isEqualTo(withoutReports("whole"));
  }

  @Test
  void fewArticlesAreDividedByPosition() throws IOException {
    Path few = records("few.jsonl", "a text that is long enough to be divided among splits", 2);
    ShardSet data =
        prepare(List.of(few), "data", BODIES, SequenceMode.STREAM, PrepareSpec.SplitBy.AUTO, 0);
    for (Split split : Split.values()) {
      assertThat(data.split(split).articles()).isEqualTo(2);
    }
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 2L, "kept", 2L));
    assertThat(Files.readString(folder.resolve("data/report.json"))).contains("each by position");
  }

  @Test
  void fewTextsOfClassesStayWholeAndEverySplitHasOne() throws IOException {
    List<String> lines =
        IntStream.range(0, 4)
            .mapToObj(i -> Text.format("{\"body\": \"text %d\", \"class\": %d}", i, i % 2))
            .toList();
    Path file = Files.write(folder.resolve("t.jsonl"), lines);
    RecordSpec records = new RecordSpec("body", "", "", 1 << 20).withLabel("class");
    ShardSet data =
        prepare(List.of(file), "data", records, SequenceMode.LABELLED, PrepareSpec.SplitBy.AUTO, 0);
    assertThat(data.split(Split.TRAIN).articles()).isEqualTo(2);
    assertThat(data.split(Split.VALID).articles()).isEqualTo(1);
    assertThat(data.split(Split.TEST).articles()).isEqualTo(1);
  }

  @Test
  void anEmptySplitIsRefusedWithWhatToDo() throws IOException {
    Path few = records("few.jsonl", "text", 2);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                prepare(
                    List.of(few),
                    "data",
                    BODIES,
                    SequenceMode.STREAM,
                    PrepareSpec.SplitBy.ARTICLE,
                    0))
        .withMessageContaining("the corpus is too small: nothing of it is in the")
        .withMessageContaining("give prepare.split = auto");
    Path tiny = Files.writeString(folder.resolve("tiny.txt"), "abc");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                prepare(
                    List.of(tiny),
                    "tiny",
                    BODIES,
                    SequenceMode.STREAM,
                    PrepareSpec.SplitBy.AUTO,
                    0))
        .withMessageContaining("nothing of it is in the validation split")
        .withMessageContaining("prepare.valid-share (0 for none)");
    assertThat(folder.resolve("tiny")).doesNotExist();
  }

  @Test
  void aTextDividedByPositionIsOnePage() throws IOException {
    Path play = Files.writeString(folder.resolve("play.txt"), "to be or not to be ".repeat(50));
    ShardSet data =
        prepare(List.of(play), "data", BODIES, SequenceMode.STREAM, PrepareSpec.SplitBy.AUTO, 0);
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 1L, "kept", 1L));
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .containsPattern("\"kept\" ?: 1\\b")
        .containsPattern("\"read\" ?: 1\\b");
  }
}
