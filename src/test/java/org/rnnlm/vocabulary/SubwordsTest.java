package org.rnnlm.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.io.DataException;

class SubwordsTest {
  private static final TokenSpec PLAIN = TokenSpec.of(TokenKind.SUBWORDS);
  private static final Vocabulary LEARNT = SampleSubwords.learnt(PLAIN, 150);

  @Test
  void everyTextComesBackAsItWas() {
    Codec codec = new Codec(LEARNT);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 5_000; i++) {
      String text = SampleSubwords.random(random);
      int[] ids = codec.encode(text);
      assertThat(codec.decode(ids)).isEqualTo(text);
      assertThat(ids).doesNotContain(Vocabulary.UNKNOWN, Vocabulary.PADDING, Vocabulary.END);
      assertThat(codec.unknown(text)).isEmpty();
    }
    assertThat(codec.decode(codec.encode(SampleSubwords.TEXT))).isEqualTo(SampleSubwords.TEXT);
    assertThat(codec.encode("")).isEmpty();
  }

  @Test
  void aTextsFormComesBackWhereItIsChanged() {
    for (Digits digits : Digits.values()) {
      TokenSpec spec = new TokenSpec(TokenKind.SUBWORDS, true, Normalization.NFC, digits);
      Codec codec = new Codec(SampleSubwords.learnt(spec, 150));
      SplittableRandom random = new SplittableRandom(2);
      for (int i = 0; i < 1_000; i++) {
        String text = SampleSubwords.random(random);
        assertThat(codec.decode(codec.encode(text))).isEqualTo(spec.form(text));
      }
    }
  }

  @Test
  void mergesAreMadeInTheOrderTheyWereLearnt() {
    Codec codec = new Codec(vocabulary("b c", "a b", "bc d", "ab bcd"));
    assertThat(tokens(codec, "abcd")).isEqualTo("a bcd");
    assertThat(tokens(codec, "abab")).isEqualTo("ab ab");
    assertThat(tokens(codec, "abbcd")).isEqualTo("abbcd");
    assertThat(tokens(new Codec(vocabulary("a a")), "aaaaa")).isEqualTo("aa aa a");
  }

  private static String tokens(Codec codec, String text) {
    return String.join(
        " ",
        Arrays.stream(codec.encode(text)).mapToObj(id -> codec.decode(new int[] {id})).toList());
  }

  @Test
  void encodingIsReplayingTheMergesOneByOne() {
    Codec codec = new Codec(LEARNT);
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      String text = SampleSubwords.random(random);
      List<Integer> expected = new ArrayList<>();
      new PreTokenizer(Digits.KEEP).tokens(text).forEach(word -> expected.addAll(replayed(word)));
      assertThat(codec.encode(text)).containsExactly(ints(expected));
    }
  }

  private static int[] ints(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  private static List<Integer> replayed(String word) {
    List<Integer> ids =
        new ArrayList<>(
            ByteAlphabet.write(word)
                .chars()
                .mapToObj(c -> LEARNT.id(Character.toString(c)))
                .toList());
    for (int m = 0; m < LEARNT.merges().size(); m++) {
      for (int i = 0; i + 1 < ids.size(); i++) {
        if (LEARNT.merges().get(m).equals(new Merge(ids.get(i), ids.get(i + 1)))) {
          ids.set(i, Subwords.FIRST_MERGE + m);
          ids.remove(i + 1);
        }
      }
    }
    return ids;
  }

  @Test
  void aWordOfAMegabyteTakesNoSquareOfTime() {
    String word = "ab中".repeat(200_000);
    Codec codec = new Codec(vocabulary("a b", "ä ¸"));
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    assertThat(codec.encode(word)).hasSize(3 * 200_000);
    assertThat((thread.getCurrentThreadCpuTime() - start) / 1e9).isLessThan(20);
  }

  @Test
  void charactersThatAreCutAreReplaced() {
    Codec codec = new Codec(LEARNT);
    int[] ids = new Codec(vocabulary()).encode("a中b");
    assertThat(ids).hasSize(5);
    assertThat(codec.decode(Arrays.copyOf(ids, 2))).isEqualTo("a\uFFFD");
    assertThat(codec.decode(new int[] {ids[0], ids[1], Vocabulary.END, ids[4]}))
        .isEqualTo("a\uFFFD\nb");
    assertThat(codec.decode(new int[] {Vocabulary.UNKNOWN, ids[0], Vocabulary.START}))
        .isEqualTo("<unk>a<start>");
  }

  @Test
  void lowerCasingAndDigitsGoCharacterByCharacter() {
    assertThat(spec(true, Digits.KEEP).form("ΟΔΟΣ İ Ǆ")).isEqualTo("οδοσ i\u0307 ǆ");
    assertThat(spec(false, Digits.ZERO).form("1984 ٣ 𝟙 ½ Ⅷ")).isEqualTo("0000 0 0 ½ Ⅷ");
    assertThat(new TokenSpec(TokenKind.WORDS, false, Normalization.NONE, Digits.ZERO).form("3.14"))
        .isEqualTo("0.00");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TokenSpec(TokenKind.WORDS, false, Normalization.NONE, Digits.SPLIT))
        .withMessageContaining("words cannot be cut at their digits");
  }

  private static TokenSpec spec(boolean lowerCase, Digits digits) {
    return new TokenSpec(TokenKind.SUBWORDS, lowerCase, Normalization.NONE, digits);
  }

  @ParameterizedTest
  @EnumSource
  void theFileBringsBackTokensCountsAndMerges(Digits digits) {
    TokenSpec spec = new TokenSpec(TokenKind.SUBWORDS, true, Normalization.NFC, digits);
    Vocabulary learnt = SampleSubwords.learnt(spec, 100);
    Vocabulary counted = Vocabulary.ofMerges(spec, learnt.merges(), Map.of(4, 7L, 300, 5L), 9);

    Vocabulary read = VocabularyFile.parse(VocabularyFile.format(counted), "v.tsv");

    assertThat(read.spec()).isEqualTo(spec);
    assertThat(read.entries()).isEqualTo(counted.entries());
    assertThat(read.entries().get(300).count()).isEqualTo(5);
    assertThat(read.entries().get(Vocabulary.END).count()).isEqualTo(9);
    assertThat(read.merges()).isEqualTo(counted.merges()).hasSize(100);
    assertThat(read.fingerprint()).isEqualTo(counted.fingerprint()).isEqualTo(learnt.fingerprint());
  }

  /** A file that {@link VocabularyFile} wrote in format version 1: it must load for ever. */
  @Test
  void theFileOfVersion1StillLoads() throws IOException {
    String file;
    try (InputStream in = SubwordsTest.class.getResourceAsStream("vocabulary-subwords-1.tsv")) {
      file = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    Vocabulary golden = VocabularyFile.parse(file, "golden");

    assertThat(VocabularyFile.format(golden)).isEqualTo(file);
    assertThat(golden.spec())
        .isEqualTo(new TokenSpec(TokenKind.SUBWORDS, true, Normalization.NFC, Digits.SPLIT));
    assertThat(golden.fingerprint())
        .isEqualTo("09e4bed82a37f06875b5af5e392b7fb297a47c57bc26f49bfbc256148bd6e5c9");
    assertThat(new Codec(golden).encode("The lowest WIDER 中é\n42"))
        .containsExactly(87, 75, 72, 264, 261, 224, 90, 76, 71, 72, 85, 273, 202, 23, 21);
  }

  @Test
  void theFingerprintCoversTheMerges() {
    // the same tokens in the same order, but abc is made in another way
    Vocabulary one = vocabulary("a b", "b c", "ab c");
    Vocabulary other = vocabulary("a b", "b c", "a bc");
    assertThat(one.entries()).isEqualTo(other.entries());
    assertThat(one.fingerprint()).isNotEqualTo(other.fingerprint());
  }

  @Test
  void aMergedTokensLineShowsItsParts() {
    String file = VocabularyFile.format(vocabulary("Ġ t", "Ġt h", "\\ \\"));
    assertThat(file)
        .startsWith("#rnnlm-vocabulary\t1\tsubwords\tlower-case=false\n<pad>\t0\n")
        .endsWith("\nĠt\t0\tĠ t\nĠth\t0\tĠt h\n\\\\\t0\t\\ \\\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ġth~0~Ġt h|Ġth~0~Ġq h|is not 'token<tab>count<tab>part part' of a token and its parts",
        "Ġth~0~Ġt h|Ġqh~0~Ġq h|the token is made of 'Ġq', which no line before it has",
        "Ġth~0~Ġt h|Ġth~0~Ġth |is not 'token<tab>count<tab>part part' of a token and its parts",
        "Ġth~0~Ġt h|Ġth~0|is not 'token<tab>count<tab>part part' of a token and its parts",
        "Ġth~0~Ġt h|Ġth~-1~Ġt h|has no count in its second column",
        "Ġth~0~Ġt h|Ġt~0~Ġ t|token 'Ġt' occurs twice",
        "Ġth~0~Ġt h|<un~0~<u n|the token is made of '<u', which no line before it has",
      })
  void aDamagedMergeIsNamedByItsLine(String line, String damaged, String message) {
    String file = VocabularyFile.format(vocabulary("Ġ t", "Ġt h"));
    String changed = file.replace(line.replace('~', '\t'), damaged.replace('~', '\t'));
    assertThat(changed).isNotEqualTo(file);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyFile.parse(changed, "v.tsv"))
        .withMessageStartingWith("v.tsv: line 263")
        .withMessageContaining(message);
  }

  @Test
  void aFileWithoutAllBytesIsRefused() {
    String file = VocabularyFile.format(vocabulary("Ġ t"));
    String cut = file.substring(0, file.indexOf("\nz\t") + 1);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyFile.parse(cut, "v.tsv"))
        .withMessage("v.tsv is cut: it has 89 of the 256 bytes; write it again or restore a copy");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> VocabularyFile.parse(file.replace("\nz\t", "\ny\t"), "v.tsv"))
        .withMessage("v.tsv: line 95 is not 'token<tab>count' of the byte 'z': y\t0");
  }

  @Test
  void mergesOfWhatIsNotThereYetAreRefused() {
    for (Merge merge : List.of(new Merge(260, 4), new Merge(4, 260), new Merge(3, 4))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Vocabulary.ofMerges(PLAIN, List.of(merge), Map.of(), 1));
    }
  }

  /** Returns a vocabulary of merges given as {@code left right} in the alphabet of bytes. */
  private static Vocabulary vocabulary(String... merges) {
    List<String> tokens = new ArrayList<>(ByteAlphabet.tokens());
    List<Merge> made = new ArrayList<>();
    for (String merge : merges) {
      String[] parts = merge.split(" ");
      made.add(
          new Merge(
              Subwords.FIRST_BYTE + tokens.indexOf(parts[0]),
              Subwords.FIRST_BYTE + tokens.indexOf(parts[1])));
      tokens.add(parts[0] + parts[1]);
    }
    return Vocabulary.ofMerges(PLAIN, made, Map.of(), 1);
  }
}
