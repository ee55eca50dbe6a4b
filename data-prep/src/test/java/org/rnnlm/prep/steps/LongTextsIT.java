package org.rnnlm.prep.steps;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.prep.records.TextPortions;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardVerifier;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Normalization;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;

/** Text files that are read in portions, from there to shards on a real Spark. */
class LongTextsIT extends PrepareFixture {
  private static final String[] WORDS = {
    "oak", "Élan", "e\u0301te\u0301", "слово", "中文", "1,000", "don't", "end.", "𝄞", "ΟΔΟΣ"
  };

  /** Words in lines of all lengths, of which some are blank and one is very long. */
  private static String text(long seed, int words, String lineEnd) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      text.append(WORDS[random.nextInt(WORDS.length)]);
      boolean ends = (i < words / 2 || i > words * 3 / 4) && random.nextInt(9) == 0;
      text.append(ends ? lineEnd.repeat(1 + random.nextInt(2)) : " ");
    }
    return text.toString();
  }

  private PrepareSpec spec(Path input, String output, long splitBytes, TokenKind kind) {
    return spec(input, output, splitBytes, kind, SequenceSpec.stream(50));
  }

  private PrepareSpec spec(
      Path input, String output, long splitBytes, TokenKind kind, SequenceSpec sequences) {
    return new PrepareSpec(
        List.of(input.toString()),
        folder.resolve(output).toString(),
        Optional.empty(),
        new ReadSpec(splitBytes, 1 << 20),
        new FilterSpec(20, false, false),
        TokenSpec.of(kind).with(Normalization.NFC).lowerCased(),
        300,
        1,
        sequences,
        Cut.END,
        new SentenceSpec(Optional.of("en"), SentenceSpec.ParagraphRule.AUTO, 1),
        new SplitRule(0.2, 0.1, 3),
        PrepareSpec.SplitBy.AUTO,
        20_000,
        Map.of());
  }

  private ShardSet prepare(PrepareSpec spec) {
    new PrepareJob(spark, spec).execute();
    return ShardSet.open(spec.output(), spark.hadoopConfiguration());
  }

  /** Returns in how many portions a preparation reads a text file. */
  private int portions(PrepareSpec spec, Path file) throws IOException {
    TextCut cut = TextCut.of(spec).orElseThrow();
    InputFile input = new InputFile(file.toString(), 0, Files.size(file), 1, "");
    HadoopInput stored = new HadoopInput(input, spark.hadoopConfiguration());
    return TextPortions.ranges(stored, cut.bytes(), cut.breaks()).size();
  }

  @ParameterizedTest
  @EnumSource(names = {"WORDS", "SUBWORDS"})
  void aTextReadInPortionsGivesTheShardsOfTheWhole(TokenKind kind) throws IOException {
    Path input = folder.resolve("one.txt");
    Files.writeString(input, "\uFEFF" + text(1, 100_000, "\n"));
    prepare(spec(input, "whole", 0, kind));
    PrepareSpec divided = spec(input, "portions", ReadSpec.LEAST_SPLIT_BYTES, kind);
    assertThat(portions(divided, input)).isGreaterThan(5);
    ShardSet data = prepare(divided);
    assertThat(hashes("portions")).isEqualTo(hashes("whole"));
    assertThat(data.manifest().pages()).isEqualTo(Map.of("read", 1L, "kept", 1L));
    ShardVerifier.verify(data);
  }

  @Test
  void sentencesOfPortionsAreThoseOfTheWhole() throws IOException {
    Path input = folder.resolve("one.txt");
    Files.writeString(input, text(2, 100_000, "\r\n"));
    SequenceSpec sentences = new SequenceSpec(SequenceMode.SENTENCE, 60, 0);
    prepare(spec(input, "whole", 0, TokenKind.WORDS, sentences));
    PrepareSpec divided =
        spec(input, "portions", ReadSpec.LEAST_SPLIT_BYTES, TokenKind.WORDS, sentences);
    assertThat(portions(divided, input)).isGreaterThan(3);
    ShardSet data = prepare(divided);
    assertThat(hashes("portions")).isEqualTo(hashes("whole"));
    for (Split split : Split.values()) {
      assertThat(data.split(split).articles()).isEqualTo(1);
    }
  }

  @Test
  void longTextsAmongOthersMayBeCompressedWideOrRepeated() throws IOException {
    Path input = Files.createDirectories(folder.resolve("texts"));
    for (int i = 0; i < 30; i++) {
      Files.writeString(input.resolve(i + ".txt"), text(10 + i, 40, "\n"));
    }
    String one = text(3, 60_000, "\n");
    Files.writeString(input.resolve("long.txt"), one);
    Files.write(input.resolve("wide.txt"), ("\uFEFF" + text(4, 40_000, "\n")).getBytes(UTF_16LE));
    for (String name : new String[] {"packed.txt.gz", "same.txt.gz"}) {
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(input.resolve(name)))) {
        out.write((name.startsWith("same") ? one : text(5, 60_000, "\n")).getBytes(UTF_8));
      }
    }
    prepare(spec(input, "whole", 0, TokenKind.WORDS));
    ShardSet data = prepare(spec(input, "portions", ReadSpec.LEAST_SPLIT_BYTES, TokenKind.WORDS));
    assertThat(hashes("portions")).isEqualTo(hashes("whole"));
    assertThat(data.manifest().pages())
        .isEqualTo(Map.of("read", 34L, "kept", 33L, "duplicate-text", 1L));
  }

  @Test
  void damageIsNamedByItsPlaceInTheFile() throws IOException {
    byte[] text = text(6, 100_000, "\n").getBytes(UTF_8);
    int place = text.length - 1000;
    while (text[place - 1] != '\n') {
      place++;
    }
    int at = place;
    text[at] = (byte) 0xff;
    Path input = Files.write(folder.resolve("bad.txt"), text);
    for (long splitBytes : new long[] {0, ReadSpec.LEAST_SPLIT_BYTES}) {
      assertThatExceptionOfType(Exception.class)
          .isThrownBy(() -> prepare(spec(input, "no", splitBytes, TokenKind.CHARACTERS)))
          .havingCause()
          .withMessageContaining(Text.format("bad.txt is not UTF-8 text from byte %,d on", at));
    }
  }
}
