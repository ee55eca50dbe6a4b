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
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.prep.text.SentenceBreaker;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Sentences and windows, from dumps and texts to shards on a real Spark. */
class PrepareModesIT extends PrepareFixture {
  private static final int ARTICLES = 150;
  private static final SplitRule SPLITS = new SplitRule(0.2, 0.1, 3);
  private static final SplitRule ALL_TRAIN = new SplitRule(0, 0, 3);
  private static final TokenSpec CHARACTERS = TokenSpec.of(TokenKind.CHARACTERS);
  private static final TokenSpec WORDS = TokenSpec.of(TokenKind.WORDS).lowerCased();
  private static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.SENTENCE, 90, 0);
  private static final SequenceSpec WINDOWS = new SequenceSpec(SequenceMode.WINDOW, 40, 9);

  private PrepareSpec spec(
      Path input,
      String output,
      TokenSpec tokens,
      SequenceSpec sequences,
      int minimumTokens,
      SplitRule splits) {
    return new PrepareSpec(
        List.of(input.toString()),
        folder.resolve(output).toString(),
        Optional.empty(),
        new ReadSpec(1 << 16, 1 << 20),
        new FilterSpec(0, false, false),
        tokens,
        0,
        1,
        sequences,
        Cut.END,
        new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, minimumTokens),
        splits,
        PrepareSpec.SplitBy.AUTO,
        4000,
        Map.of());
  }

  private ShardSet prepare(PrepareSpec spec) {
    new PrepareJob(spark, spec).execute();
    ShardSet data = ShardSet.open(spec.output(), spark.hadoopConfiguration());
    ShardVerifier.verify(data);
    return data;
  }

  private Path dump(String attributes, String... texts) throws IOException {
    StringBuilder pages = new StringBuilder();
    for (int i = 0; i < texts.length; i++) {
      pages.append(
          Text.format(
              "<page><title>P%d</title><ns>0</ns><id>%d</id><revision><text>%s</text></revision></page>",
              i, i, texts[i]));
    }
    return Files.writeString(
        folder.resolve("small.xml"), Text.format("<mediawiki%s>%s</mediawiki>", attributes, pages));
  }

  /** The training split's sequences, tokens with bars between them. */
  private static List<String> shown(ShardSet data) {
    List<String> shown = new ArrayList<>();
    for (Shard shard : data.split(Split.TRAIN).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        StringBuilder text = new StringBuilder().append(sequence.article()).append(':');
        for (int token : sequence.tokens()) {
          text.append(' ').append(data.vocabulary().token(token));
        }
        shown.add(text.toString());
      }
    }
    return shown;
  }

  /** The same without the articles' ids. */
  private static List<String> texts(ShardSet data) {
    return shown(data).stream().map(text -> text.substring(text.indexOf(' ') + 1)).toList();
  }

  @Test
  void sentencesOfADumpStandBetweenStartAndEndInItsLanguage() throws IOException {
    Path dump =
        dump(
            " xml:lang=\"en\"",
            "Mr. Oak grew. It '''fell'''!\n\n"
                + "The end\n"
                + "* in a list it went on and on and on, too long",
            "No.");
    PrepareSpec spec =
        spec(dump, "data", WORDS, new SequenceSpec(SequenceMode.SENTENCE, 6, 0), 2, ALL_TRAIN);
    ShardSet data = prepare(spec);
    assertThat(shown(data))
        .containsExactlyInAnyOrder(
            "0: <start> mr . oak grew . <end>",
            "0: <start> it fell ! <end>",
            "0: <start> the end <end>",
            "1: <start> no . <end>");
    SplitContent train = data.split(Split.TRAIN);
    assertThat(train.articles()).isEqualTo(2);
    assertThat(train.targets()).isEqualTo(6 + 4 + 3 + 3);
    assertThat(train.characters()).isEqualTo("Mr. Oak grew.|It fell!|The end|No.|".length());
    assertThat(data.manifest().leftOut())
        .isEqualTo(Map.of("sentence-too-long", 1L, "sentence-too-short", 0L));
    assertThat(data.vocabulary().entries().get(Vocabulary.END).count()).isEqualTo(5);
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .contains("\"sentence-too-long\" : 1", "\"sequences\" : 4", "sentences of at most 6 steps");
    assertThat(Files.readString(folder.resolve("data/report.html")))
        .contains("Sentences left out", "Lengths of sentences: train");
  }

  @Test
  void withoutALanguageAbbreviationsEndSentences() throws IOException {
    Path dump = dump("", "Mr. Oak grew.");
    PrepareSpec spec =
        spec(dump, "data", WORDS, new SequenceSpec(SequenceMode.SENTENCE, 6, 0), 1, ALL_TRAIN);
    assertThat(shown(prepare(spec)))
        .containsExactly("0: <start> mr . <end>", "0: <start> oak grew . <end>");
  }

  @Test
  void ofATextBlankLinesPartParagraphs() throws IOException {
    Path text = Files.writeString(folder.resolve("play.txt"), "ALL:\nSpeak\nnow.\n\nNo! No.");
    PrepareSpec spec =
        spec(text, "data", WORDS, new SequenceSpec(SequenceMode.SENTENCE, 9, 0), 1, ALL_TRAIN);
    assertThat(texts(prepare(spec)))
        .containsExactly(
            "<start> all : speak now . <end>", "<start> no ! <end>", "<start> no . <end>");
  }

  @Test
  void windowsOverlapFromTheBeginningToTheEnd() throws IOException {
    Path text = Files.writeString(folder.resolve("letters.txt"), "abcdefghij");
    PrepareSpec spec =
        spec(text, "data", CHARACTERS, new SequenceSpec(SequenceMode.WINDOW, 4, 3), 1, ALL_TRAIN);
    ShardSet data = prepare(spec);
    assertThat(texts(data)).containsExactly("<end> a b c d", "c d e f g", "f g h i j", "i j <end>");
    assertThat(data.split(Split.TRAIN).targets()).isEqualTo(4 + 4 + 4 + 2);
    assertThat(data.split(Split.TRAIN).characters()).isEqualTo(11);
    assertThat(Files.readString(folder.resolve("data/report.json")))
        .contains("\"tokens\" : 11,", "windows of 4 steps every 3");
  }

  @Test
  void everySentenceOfEveryArticleIsThere() throws IOException {
    SequenceSpec roomy = new SequenceSpec(SequenceMode.SENTENCE, 10_000, 0);
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, roomy, 1, SPLITS));
    SentenceBreaker breaker = new SentenceBreaker("en", SentenceBreaker.Paragraphs.LINE);
    assertFound(data, text -> String.join("\n", breaker.sentences(text)));
    for (Split split : Split.values()) {
      SplitContent content = data.split(split);
      assertThat(content.targets()).isEqualTo(content.characters());
      assertThat(content.shards()).isNotEmpty();
    }
  }

  @Test
  void everyArticleIsInItsWindows() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, WINDOWS, 1, SPLITS));
    assertFound(data, text -> text);
    SplitContent train = data.split(Split.TRAIN);
    assertThat(train.shards()).hasSizeGreaterThan(5);
    assertThat(train.targets()).isBetween(4 * train.characters(), 5 * train.characters());
  }

  private static void assertFound(
      ShardSet data, java.util.function.UnaryOperator<String> expected) {
    Codec codec = new Codec(data.vocabulary());
    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    List<ArticleText> train =
        LongStream.range(0, ARTICLES)
            .mapToObj(encyclopedia::article)
            .filter(article -> SPLITS.of(article.id()) == Split.TRAIN)
            .toList();
    assertThat(data.split(Split.TRAIN).articles()).isEqualTo(train.size());
    for (ArticleText article : train.subList(0, 12)) {
      assertThat(codec.decode(ArticleTokens.find(data, Split.TRAIN, article.id())))
          .isEqualTo(expected.apply(article.text()));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SequenceMode.class,
      names = {"SENTENCE", "WINDOW"})
  void neitherCoresNorKilledTasksChangeABit(SequenceMode mode) throws IOException {
    Path dump = dump(ARTICLES);
    SequenceSpec sequences = mode == SequenceMode.SENTENCE ? SENTENCES : WINDOWS;
    TokenSpec tokens = mode == SequenceMode.SENTENCE ? WORDS : CHARACTERS;
    prepare(spec(dump, "two-cores", tokens, sequences, 3, SPLITS));
    KillsFirstAttempts killer = new KillsFirstAttempts(spark.sc());
    spark.sc().addSparkListener(killer);
    prepare(spec(dump, "killed", tokens, sequences, 3, SPLITS));
    spark.sc().removeSparkListener(killer);
    spark.stop();
    spark = spark("local[1]");
    try {
      prepare(spec(dump, "one-core", tokens, sequences, 3, SPLITS));
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(killer.killed()).isGreaterThan(5);
    assertThat(hashes("two-cores")).hasSizeGreaterThan(8);
    assertThat(hashes("killed")).isEqualTo(hashes("two-cores"));
    assertThat(hashes("one-core")).isEqualTo(hashes("two-cores"));
  }

  @Test
  void thatNoSentenceIsLeftIsAnError() throws IOException {
    Path text = Files.writeString(folder.resolve("play.txt"), "To be or not to be.");
    PrepareSpec spec =
        spec(text, "data", WORDS, new SequenceSpec(SequenceMode.SENTENCE, 3, 0), 1, ALL_TRAIN);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute())
        .withMessageContaining("training split is empty")
        .withMessageContaining("sentence-too-long 1");
    assertThat(folder.resolve("data")).doesNotExist();
  }
}
