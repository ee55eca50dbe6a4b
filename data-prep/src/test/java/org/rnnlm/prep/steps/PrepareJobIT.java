package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.prep.corpus.ArticleText;
import org.rnnlm.prep.corpus.Encyclopedia;
import org.rnnlm.prep.corpus.Topic;
import org.rnnlm.prep.dump.MalformedDumpException;
import org.rnnlm.shard.ArticleTokens;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardManifest;
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

/**
 * From dumps and texts to shards on a real Spark, against the generated encyclopedia's own texts.
 */
class PrepareJobIT extends PrepareFixture {
  private static final int ARTICLES = 60;
  private static final SplitRule SPLITS = new SplitRule(0.2, 0.1, 3);
  private static final TokenSpec CHARACTERS = TokenSpec.of(TokenKind.CHARACTERS);
  private static final SentenceSpec SENTENCES =
      new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1);

  private PrepareSpec spec(
      Path input, String output, TokenSpec tokens, int length, PrepareSpec.SplitBy splitBy) {
    return spec(input, output, tokens, length, splitBy, 0);
  }

  private PrepareSpec spec(
      Path input,
      String output,
      TokenSpec tokens,
      int length,
      PrepareSpec.SplitBy splitBy,
      long splitBytes) {
    Map<String, String> settings =
        Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3");
    return new PrepareSpec(
        List.of(input.toString()),
        folder.resolve(output).toString(),
        Optional.empty(),
        new ReadSpec(splitBytes, 1 << 20),
        new FilterSpec(20, false, false),
        tokens,
        0,
        1,
        SequenceSpec.stream(length),
        Cut.END,
        SENTENCES,
        SPLITS,
        splitBy,
        4000,
        settings);
  }

  private ShardSet prepare(PrepareSpec spec) {
    new PrepareJob(spark, spec).execute();
    return ShardSet.open(spec.output(), spark.hadoopConfiguration());
  }

  private static List<TokenSequence> sequences(ShardSet data, Split split) {
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard shard : data.split(split).shards()) {
      sequences.addAll(ShardReader.read(data.folder(), shard));
    }
    return sequences;
  }

  /** The split's whole token stream: sequences without the token that each shares with the next. */
  private static int[] stream(ShardSet data, Split split) {
    List<TokenSequence> sequences = sequences(data, split);
    IntStream tokens =
        sequences.stream()
            .flatMapToInt(sequence -> Arrays.stream(sequence.tokens(), 0, sequence.targets()));
    TokenSequence last = sequences.get(sequences.size() - 1);
    return IntStream.concat(tokens, IntStream.of(last.tokens()[last.targets()])).toArray();
  }

  /** The texts between the ENDs of a stream of characters. */
  private static List<String> texts(ShardSet data, Split split) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int[] tokens = stream(data, split);
    assertThat(tokens[0]).isEqualTo(Vocabulary.END);
    assertThat(tokens[tokens.length - 1]).isEqualTo(Vocabulary.END);
    for (int token : Arrays.copyOfRange(tokens, 1, tokens.length)) {
      if (token == Vocabulary.END) {
        texts.add(text.toString());
        text.setLength(0);
      } else {
        text.append(data.vocabulary().token(token));
      }
    }
    return texts;
  }

  private static Map<Split, List<String>> articles() {
    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    return LongStream.range(0, ARTICLES)
        .mapToObj(encyclopedia::article)
        .collect(
            Collectors.groupingBy(
                article -> SPLITS.of(article.id()),
                Collectors.mapping(ArticleText::text, Collectors.toList())));
  }

  @Test
  void everyArticleIsInItsSplitWholeAndOnce() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    Map<Split, List<String>> expected = articles();
    for (Split split : Split.values()) {
      assertThat(texts(data, split)).containsExactlyInAnyOrderElementsOf(expected.get(split));
      assertThat(data.split(split).articles()).isEqualTo(expected.get(split).size());
    }
    assertThat(data.split(Split.TRAIN).shards()).hasSizeGreaterThan(5);
    assertThat(ShardVerifier.verify(data)).isPositive();
    Map<String, Long> pages = data.manifest().pages();
    assertThat(pages).containsEntry("kept", (long) ARTICLES);
    assertThat(pages.get("read"))
        .isEqualTo(pages.get("kept") + pages.get("redirect") + pages.get("other-namespace"));
  }

  @Test
  void everySequenceHasTheWholeLengthButTheLast() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    for (Split split : Split.values()) {
      List<TokenSequence> sequences = sequences(data, split);
      assertThat(sequences.subList(0, sequences.size() - 1))
          .allMatch(sequence -> sequence.targets() == 50);
      assertThat(sequences.stream().mapToLong(TokenSequence::targets).sum())
          .isEqualTo(data.split(split).targets())
          .isEqualTo(data.split(split).characters());
      List<Integer> records = data.split(split).shards().stream().map(Shard::records).toList();
      assertThat(records.subList(0, records.size() - 1))
          .allMatch(count -> count.equals(records.get(0)));
    }
  }

  @Test
  void theVocabularyKnowsTheTrainingSplitAlone() throws IOException {
    ShardSet data =
        prepare(
            spec(
                dump(ARTICLES),
                "data",
                TokenSpec.of(TokenKind.WORDS).lowerCased(),
                20,
                PrepareSpec.SplitBy.AUTO));
    Map<String, Long> counts = new TreeMap<>();
    for (int token : stream(data, Split.TRAIN)) {
      counts.merge(data.vocabulary().token(token), 1L, Long::sum);
    }
    for (Vocabulary.Entry entry :
        data.vocabulary().entries().subList(Vocabulary.END + 1, data.vocabulary().size())) {
      assertThat(counts).containsEntry(entry.token(), entry.count());
    }
    assertThat(data.split(Split.TRAIN).unknown()).isZero();
    assertThat(data.split(Split.VALID).unknown()).isPositive();
  }

  @Test
  void theClusterIsInvisible() throws IOException {
    Path dump = dump(ARTICLES);
    prepare(spec(dump, "two-cores", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    spark.stop();
    spark = spark("local[1]");
    try {
      prepare(spec(dump, "one-core", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    } finally {
      spark.stop();
      spark = spark("local[2]");
    }
    assertThat(hashes("one-core")).isEqualTo(hashes("two-cores")).hasSizeGreaterThan(8);
  }

  @Test
  void neitherSlicesNorKilledTasksChangeABit() throws IOException {
    Path dump = dump(1_500);
    Path plain = folder.resolve("dump.xml");
    try (InputStream in = new BZip2CompressorInputStream(Files.newInputStream(dump), true)) {
      Files.copy(in, plain);
    }
    PrepareSpec whole = spec(dump, "whole", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
    assertThat(prepare(whole).manifest().pages()).containsEntry("kept", 1_500L);
    KillsFirstAttempts killer = new KillsFirstAttempts(spark.sc());
    spark.sc().addSparkListener(killer);
    prepare(spec(dump, "blocks", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 1 << 16));
    prepare(spec(plain, "slices", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 200 << 10));
    spark.sc().removeSparkListener(killer);
    assertThat(killer.killed()).isGreaterThan(5);
    assertThat(hashes("blocks")).isEqualTo(hashes("whole")).hasSizeGreaterThan(8);
    assertThat(hashes("slices")).isEqualTo(hashes("whole"));
  }

  @Test
  void everyArticleIsFoundByItsId() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    Codec codec = new Codec(data.vocabulary());
    Encyclopedia encyclopedia = new Encyclopedia(CORPUS_SEED, Topic.EVERYTHING);
    LongStream.range(0, ARTICLES)
        .mapToObj(encyclopedia::article)
        .filter(article -> SPLITS.of(article.id()) == Split.TRAIN)
        .forEach(
            article ->
                assertThat(codec.decode(ArticleTokens.find(data, Split.TRAIN, article.id())))
                    .isEqualTo(article.text()));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ArticleTokens.find(data, Split.TRAIN, 1L << 40))
        .withMessageContaining("no sequence that begins in article 1099511627776");
  }

  @Test
  void articlesThatAreLeftOutAreCountedAndShown() throws IOException {
    String text = "Oaks grow slowly, and they grow for a thousand years or more. ".repeat(20);
    StringBuilder pages = new StringBuilder();
    for (int i = 1; i <= 30; i++) {
      pages.append(page(i, "Oak " + i, text + i));
    }
    pages.append(page(31, "Copy", text + 1)).append(page(32, "Copy too", "''" + text + 1 + "''"));
    pages.append(page(33, "Short", "Oak.")).append(page(34, "Nothing", "{{oak}}"));
    pages.append(page(35, "Oak (disambiguation)", "''Oak'' is:\n* [[Oak]]\n{{disambiguation}}"));
    pages.append(page(36, "Large &lt;b>", "x".repeat(1 << 21)));
    Path dump =
        Files.writeString(folder.resolve("filters.xml"), "<mediawiki>" + pages + "</mediawiki>");
    PrepareSpec spec = spec(dump, "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO, 1 << 16);
    ShardSet data = prepare(spec);
    assertThat(data.manifest().pages())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "read",
                36L,
                "kept",
                30L,
                "duplicate-text",
                2L,
                "too-short",
                1L,
                "no-text",
                1L,
                "disambiguation",
                1L,
                "too-large",
                1L));
    String json = Files.readString(folder.resolve("data/report.json"));
    assertThat(json).contains("\"35 Oak (disambiguation)\"", "\"33 Short\"", "\"36 Large <b>\"");
    assertThat(Files.readString(folder.resolve("data/report.html")))
        .contains("<p>36 Large &lt;b&gt;</p>", "duplicate-text");
  }

  private static String page(int id, String title, String text) {
    return Text.format(
        "<page><title>%s</title><ns>0</ns><id>%d</id><revision><text>%s</text></revision></page>",
        title, id, text);
  }

  @Test
  void theIndexBesideAMultistreamDumpIsNoInput() throws IOException {
    Path inputs = Files.createDirectories(folder.resolve("inputs"));
    Files.move(dump(ARTICLES), inputs.resolve("xwiki-pages-articles-multistream.xml.bz2"));
    Files.writeString(inputs.resolve("xwiki-pages-articles-multistream-index.txt.bz2"), "?");
    Files.writeString(inputs.resolve("xwiki-pages-articles-multistream-index.txt"), "?");
    for (String input : List.of("inputs", "inputs/*multistream*")) {
      String output = "of-" + input.length();
      PrepareSpec spec =
          spec(folder.resolve(input), output, CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
      assertThat(prepare(spec).manifest().pages()).containsEntry("kept", (long) ARTICLES);
    }
  }

  @Test
  void aSingleTextIsDividedByPosition() throws IOException {
    String text =
        IntStream.range(0, 1000)
            .mapToObj(i -> Text.format("line %d, été 𝄞%n", i))
            .collect(Collectors.joining());
    Path file = Files.writeString(folder.resolve("play.txt"), text);
    ShardSet data = prepare(spec(file, "data", CHARACTERS, 30, PrepareSpec.SplitBy.AUTO));
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 1L, "kept", 1L));
    assertThat(Json.tree(Files.readString(folder.resolve("data/report.json")), "").path("pages"))
        .as("the report counts as the manifest does")
        .hasToString("{\"kept\":1,\"read\":1}");
    String joined =
        texts(data, Split.TRAIN).get(0)
            + texts(data, Split.VALID).get(0)
            + texts(data, Split.TEST).get(0);
    String known = joined.replace("<unk>", "?");
    assertThat(known.codePointCount(0, known.length()))
        .isEqualTo(text.codePointCount(0, text.length()));
    assertThat(joined).startsWith(text.substring(0, 5000)).endsWith("line 999, été 𝄞\n");
    int end = text.codePointCount(0, text.length());
    assertThat(data.split(Split.TRAIN).characters()).isEqualTo((int) (end * 0.7) + 1);
    assertThat(data.split(Split.TEST).characters()).isEqualTo(end - (int) (end * 0.9) + 1);
  }

  @Test
  void aPageThatIsInTwoInputsIsKeptOnce() throws IOException {
    Path dump = dump(ARTICLES);
    Path parts = Files.createDirectories(folder.resolve("parts"));
    Files.copy(dump, parts.resolve("a.xml.bz2"));
    Files.copy(dump, parts.resolve("b.xml.bz2"));
    ShardSet once = prepare(spec(dump, "once", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    ShardSet twice = prepare(spec(parts, "twice", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    assertThat(twice.manifest().splits()).isEqualTo(once.manifest().splits());
    assertThat(twice.manifest().pages())
        .containsEntry("duplicate-id", once.manifest().pages().get("kept"));
  }

  @Test
  void aFailureLeavesNothingBehind() throws IOException {
    byte[] bytes = Files.readAllBytes(dump(ARTICLES));
    Path cut = Files.write(folder.resolve("cut.xml.bz2"), Arrays.copyOf(bytes, bytes.length / 2));
    PrepareSpec spec = spec(cut, "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO);
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute())
        .havingCause()
        .isInstanceOf(MalformedDumpException.class)
        .withMessageContaining("cut.xml.bz2")
        .withMessageContaining("cut short");
    assertThat(folder.resolve("data")).doesNotExist();
    Files.createDirectories(folder.resolve("data"));
    assertThatExceptionOfType(Exception.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute());
    assertThat(folder.resolve("data")).isEmptyDirectory();
  }

  @Test
  void positionIsForASingleTextOnly() throws IOException {
    PrepareSpec spec = spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.POSITION);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> new PrepareJob(spark, spec).execute())
        .withMessageContaining("prepare.split is 'position'");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void theManifestNamesAllThatIsThereButTheReports() throws IOException {
    ShardSet data = prepare(spec(dump(ARTICLES), "data", CHARACTERS, 50, PrepareSpec.SplitBy.AUTO));
    long files =
        5
            + Arrays.stream(Split.values())
                .mapToLong(split -> data.split(split).shards().size())
                .sum();
    assertThat(hashes("data"))
        .hasSize((int) files)
        .containsKeys(
            ShardManifest.NAME,
            "vocabulary.tsv",
            "tokenizer.json",
            PrepareReport.JSON,
            ReportPage.NAME);
    assertThat(data.manifest().others())
        .extracting(StoredFile::name, StoredFile::sha256)
        .containsExactly(tuple("tokenizer.json", hashes("data").get("tokenizer.json")));
  }
}
