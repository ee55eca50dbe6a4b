package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
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
import org.rnnlm.tags.TagScheme;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** Tagged sentences become shards that hold each word once, with its tag. */
class TaggedIT extends PrepareFixture {
  private static final int LENGTH = 6;

  private PrepareSpec spec(String output, TagSpec tags, Path... inputs) {
    return new PrepareSpec(
            List.of(inputs).stream().map(Path::toString).toList(),
            folder.resolve(output).toString(),
            Optional.empty(),
            new ReadSpec(0, 1000, new RecordSpec("auto", "", "", 1000).withTags("auto"), 0.5),
            new FilterSpec(0, false, true),
            TokenSpec.of(TokenKind.WORDS).lowerCased(),
            0,
            1,
            new SequenceSpec(SequenceMode.TAGGED, LENGTH, 0),
            Cut.END,
            new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1),
            new SplitRule(0.2, 0.2, 7),
            PrepareSpec.SplitBy.AUTO,
            200,
            Map.of("prepare.split", "auto"))
        .with(tags);
  }

  private ShardSet prepare(PrepareSpec spec) {
    new PrepareJob(spark, spec).execute();
    ShardSet data = ShardSet.open(spec.output(), spark.hadoopConfiguration());
    ShardVerifier.verify(data);
    return data;
  }

  /** Tags by the words of their sentence, of a split. */
  private static Map<String, String> tags(ShardSet data, Split split) {
    Map<String, String> tags = new TreeMap<>();
    for (Shard shard : data.split(split).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        List<String> words = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < sequence.targets(); i++) {
          words.add(data.vocabulary().token(sequence.tokens()[i]));
          names.add(data.manifest().classes().get(sequence.tags()[i]));
        }
        tags.put(String.join(" ", words), String.join(" ", names));
      }
    }
    return tags;
  }

  private static Map<String, String> tags(ShardSet data) {
    Map<String, String> all = new TreeMap<>();
    for (Split split : Split.values()) {
      assertThat(data.split(split).records()).isPositive();
      all.putAll(tags(data, split));
    }
    return all;
  }

  /** Writes 40 sentences, of which four break their scheme and every tenth is too long. */
  private Path conll() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(Text.format("Word%d %s\n", i, i % 10 == 3 ? "I-PER" : "B-PER"));
      rows.append("don't O\n".repeat(i % 10 == 7 ? LENGTH : 1)).append('\n');
    }
    return Files.writeString(folder.resolve("a.conll"), rows);
  }

  @Test
  void givenWordsAreTheTokensAndBrokenTagsAreRepairedAndCounted() throws IOException {
    ShardSet data = prepare(spec("conll", TagSpec.AUTO, conll()));

    assertThat(data.manifest().mode()).isEqualTo(SequenceMode.TAGGED);
    assertThat(data.manifest().classes()).containsExactly("B-PER", "O");
    assertThat(data.manifest().version()).isEqualTo(5);
    assertThat(tags(data)).containsKey("<unk> don't").containsEntry("word1 don't", "B-PER O");
    assertThat(tags(data).values()).containsOnly("B-PER O");
    assertThat(Stream.of(Split.values()).mapToLong(split -> data.split(split).records()).sum())
        .isEqualTo(36);
    assertThat(data.manifest().leftOut())
        .isEqualTo(Map.of("sentence-too-long", 4L, "tags-repaired", 4L));
    assertThat(data.split(Split.TRAIN).unknown()).isZero();
    assertThat(data.split(Split.VALID).unknown()).isEqualTo(data.split(Split.VALID).records());
    assertThat(data.vocabulary().entries().get(4).token()).isEqualTo("don't");
  }

  @Test
  void wordsKeepTheLettersThatTheVocabularyDoesNot() throws IOException {
    ShardSet data = prepare(spec("letters", TagSpec.AUTO, conll()));

    assertThat(tags(data)).containsKey("<unk> don't");
    List<String> words = new ArrayList<>();
    for (Split split : Split.values()) {
      for (Shard shard : data.split(split).shards()) {
        ShardReader.read(data.folder(), shard).forEach(one -> words.addAll(one.words()));
      }
    }
    assertThat(words).hasSize(72).contains("Word1", "Word21", "don't").doesNotContain("word1");
    assertThat(data.manifest().characters())
        .startsWith("d", "o")
        .contains("W", "'")
        .doesNotContain("w");
  }

  @Test
  void brokenTagsAreRefusedWhereThatIsAskedFor() throws IOException {
    TagSpec refusing = new TagSpec(Optional.empty(), TagSpec.Broken.REFUSE);
    Path input = conll();

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> prepare(spec("refused", refusing, input)))
        .withMessageContaining("tags break the scheme bio")
        .withMessageContaining("a.conll line 10");
    TagSpec iob1 = new TagSpec(Optional.of(TagScheme.IOB1), TagSpec.Broken.REFUSE);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> prepare(spec("refused", iob1, input)))
        .withMessageContaining("tags break the scheme iob1");
    TagSpec none = new TagSpec(Optional.of(TagScheme.NONE), TagSpec.Broken.REFUSE);
    assertThat(prepare(spec("none", none, input)).manifest().classes())
        .containsExactly("B-PER", "I-PER", "O");
  }

  @Test
  void filesSayTheSplitsWhereTheirNamesTellThem() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("en-ud-train", "en-ud-dev", "en-ud-test")) {
      StringBuilder rows = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        String word = i == 0 ? "same" : name.substring(6) + i;
        rows.append("1\t").append(word).append("\t_\tX").append(i % 2);
        rows.append("\t_\t_\t0\troot\t_\t_\n\n");
      }
      files.add(Files.writeString(folder.resolve(name + ".conllu"), rows));
    }

    ShardSet data = prepare(spec("files", TagSpec.AUTO, files.toArray(Path[]::new)));

    assertThat(data.manifest().settings()).containsEntry("prepare.split", "file");
    assertThat(tags(data, Split.TRAIN).keySet())
        .containsExactly("same", "train1", "train2", "train3", "train4");
    assertThat(data.split(Split.VALID).records()).isEqualTo(5);
    assertThat(data.split(Split.VALID).unknown()).isEqualTo(4);
    assertThat(data.split(Split.TEST).records()).isEqualTo(5);
  }

  @Test
  void tagsNeedAnInputThatHasThem() throws IOException {
    Path text = Files.writeString(folder.resolve("a.txt"), "no tags");
    Path conll = conll();

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () -> PrepareJob.check(spec("out", TagSpec.AUTO, text), spark.hadoopConfiguration()))
        .withMessageContaining("format text has no tagged words");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(
            () ->
                TableInputs.of(
                    List.of(conll.toString()),
                    Optional.empty(),
                    new ReadSpec(0, 1000),
                    spark.hadoopConfiguration()))
        .withMessageContaining("tag --file");
  }
}
