package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

class PairSequencesTest {
  private static final SequenceSpec PAIRS = new SequenceSpec(SequenceMode.PAIR, 9, 0);

  private static TokenSequence sequence(int... tokens) {
    return new TokenSequence(0, 7, tokens);
  }

  @Test
  void aPairComesApartAsItWasJoined() {
    TokenSequence pair = sequence(PairSequences.join(new int[] {4, 5, 6}, new int[] {7, 8}));

    assertThat(pair.tokens()).containsExactly(4, 5, 6, 2, 7, 8, 3);
    assertThat(PairSequences.sourceTokens(pair)).containsExactly(4, 5, 6);
    assertThat(PairSequences.targetTokens(pair)).containsExactly(7, 8);
    assertThat(PAIRS.targets(pair)).as("two tokens and END").isEqualTo(3);
    assertThat(PAIRS.repeated(pair)).isZero();
  }

  @Test
  void whatIsNoPairIsNamed() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> PairSequences.source(sequence(2, 5, 3)))
        .withMessage("sequence 0 is no pair: no START stands between a source and its target");
  }

  @ParameterizedTest
  @CsvSource({
    "2 5 6 3, has no source",
    "4 5 6 3, has 0 STARTs",
    "4 2 5 2 6 3, has 2 STARTs",
    "4 2 3 5 3, has END at token 2",
    "4 2 5 6, does not stop at END"
  })
  void verificationProvesThatSequencesArePairs(
      String tokens, String problem, @TempDir Path folder) {
    int[] ids = List.of(tokens.split(" ")).stream().mapToInt(Integer::parseInt).toArray();
    TokenSequence good = sequence(PairSequences.join(new int[] {4}, new int[] {5, 6}));
    write(folder.resolve("good"), good, new TokenSequence(1, 8, good.tokens()));
    ShardSet verified = ShardSet.open(folder.resolve("good").toString(), new Configuration());
    assertThat(ShardVerifier.verify(verified)).isEqualTo(2);

    assertThat(PairCheck.problem(sequence(ids)).orElseThrow()).startsWith(problem);
  }

  private static void write(Path folder, TokenSequence... pairs) {
    SampleShardSet.write(
        Folder.at(folder.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        PAIRS,
        Map.of(Split.TRAIN, List.of(pairs)));
  }

  @Test
  void anArticlesTokensAreThoseOfItsPair(@TempDir Path folder) {
    write(folder, sequence(4, 5, 2, 6, 3));
    ShardSet data = ShardSet.open(folder.toString(), new Configuration());

    assertThat(ArticleTokens.find(data, Split.TRAIN, 7)).containsExactly(4, 5, 2, 6);
    assertThat(data.split(Split.TRAIN).targets()).isEqualTo(2);
  }
}
