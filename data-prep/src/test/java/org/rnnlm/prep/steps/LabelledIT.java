package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.RecordSpec;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Labelled texts become shards that hold each text once, with its class. */
class LabelledIT extends PrepareFixture {
  private static final int LENGTH = 12;
  private static final int TEXTS = 60;

  /** Every third one is longer than a sequence. */
  private static String text(int i) {
    return i % 3 == 0
        ? Text.format("text %03d is longer than it may be", i)
        : Text.format("text %03d", i);
  }

  private static String label(int i) {
    return List.of("sport", "art", "press").get(i % 5 % 3);
  }

  private ShardSet prepare(Path input, String output, Cut cut) {
    PrepareSpec spec =
        new PrepareSpec(
            List.of(input.toString()),
            folder.resolve(output).toString(),
            Optional.empty(),
            new ReadSpec(0, 1000, new RecordSpec("text", "", "", 1000).withLabel("label"), 0.5),
            new FilterSpec(0, false, false),
            TokenSpec.of(TokenKind.CHARACTERS),
            0,
            1,
            new SequenceSpec(SequenceMode.LABELLED, LENGTH, 0),
            cut,
            new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1),
            new SplitRule(0.2, 0.2, 7),
            PrepareSpec.SplitBy.AUTO,
            200,
            Map.of("prepare.cut", cut.name()));
    new PrepareJob(spark, spec).execute();
    ShardSet data = ShardSet.open(spec.output(), spark.hadoopConfiguration());
    ShardVerifier.verify(data);
    return data;
  }

  /** Class by text, over all splits. */
  private static Map<String, String> labels(ShardSet data) {
    Map<String, String> labels = new TreeMap<>();
    Codec codec = new Codec(data.vocabulary());
    for (Split split : Split.values()) {
      assertThat(data.split(split).records()).isPositive();
      for (Shard shard : data.split(split).shards()) {
        for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
          int[] tokens = sequence.tokens();
          assertThat(tokens[0]).isEqualTo(Vocabulary.START);
          assertThat(tokens[tokens.length - 1]).isEqualTo(Vocabulary.END);
          int[] text = Arrays.copyOfRange(tokens, 1, tokens.length - 1);
          labels.put(codec.decode(text), data.manifest().classes().get(sequence.label()));
        }
      }
    }
    return labels;
  }

  private static Map<String, String> expected(Cut cut) {
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < TEXTS; i++) {
      String text = text(i);
      int kept = Math.min(text.length(), LENGTH - 1);
      labels.put(
          cut == Cut.END ? text.substring(0, kept) : text.substring(text.length() - kept),
          label(i));
    }
    return labels;
  }

  private Path jsonLines() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < TEXTS; i++) {
      lines.add(Text.format("{\"text\":\"%s\",\"label\":\"%s\"}", text(i), label(i)));
    }
    lines.add("{\"text\":\"of no class\"}");
    lines.add("{\"text\":\"of an empty class\",\"label\":\" \"}");
    return Files.write(folder.resolve("texts.jsonl"), lines);
  }

  @Test
  void aTablesTextsHaveTheirClasses() throws IOException {
    ShardSet data = prepare(jsonLines(), "table", Cut.END);

    assertThat(data.manifest().classes()).containsExactly("art", "press", "sport");
    assertThat(labels(data)).isEqualTo(expected(Cut.END));
    assertThat(data.manifest().pages())
        .containsEntry("missing-label", 2L)
        .containsEntry("kept", (long) TEXTS);
    assertThat(data.manifest().leftOut()).isEqualTo(Map.of("text-cut", 20L));
    assertThat(data.manifest().cut()).isEqualTo(Cut.END);
  }

  @Test
  void aFolderOfFoldersHasAClassInEach() throws IOException {
    Path texts = folder.resolve("texts");
    for (int i = 0; i < TEXTS; i++) {
      Path file = texts.resolve(label(i)).resolve(i / 5 + "-" + i % 5 + ".txt");
      Files.createDirectories(file.getParent());
      Files.writeString(file, i % 3 == 0 ? text(i).substring(8) + i : text(i));
    }

    ShardSet data = prepare(texts, "folders", Cut.BEGINNING);

    assertThat(data.manifest().classes()).containsExactly("art", "press", "sport");
    assertThat(labels(data)).hasSize(TEXTS).containsEntry("text 001", "art");
    assertThat(labels(data)).containsEntry("it may be57", label(57));
    assertThat(data.manifest().cut()).isEqualTo(Cut.BEGINNING);
  }

  @Test
  void textsOfOneClassAreRefused() throws IOException {
    Path one =
        Files.writeString(
            folder.resolve("one.jsonl"),
            "{\"text\":\"a b\",\"label\":1}\n{\"text\":\"b c\",\"label\":1}\n".repeat(20));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> prepare(one, "refused", Cut.END))
        .withMessageContaining("classes, these have [1]; set prepare.label-field");
  }
}
