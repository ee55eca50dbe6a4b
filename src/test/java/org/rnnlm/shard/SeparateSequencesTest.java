package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/** Sets of sentences and windows: what verify proves of them, and how an article is found again. */
class SeparateSequencesTest {
  private static final int START = 2;
  private static final int END = 3;
  private static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.SENTENCE, 5, 0);
  private static final SequenceSpec WINDOWS = new SequenceSpec(SequenceMode.WINDOW, 4, 3);

  /** Two sentences of article 7, one of article 8. */
  private static final int[][] SENTENCE_TOKENS = {
    {START, 4, 5, END}, {START, 6, END}, {START, 4, 4, 4, 4, END}
  };

  private static final long[] SENTENCE_ARTICLES = {7, 7, 8};

  /** Article 7 is 4 5 6 7 8 9 10 11 4; article 8 is 6 5. */
  private static final int[][] WINDOW_TOKENS = {
    {END, 4, 5, 6, 7}, {6, 7, 8, 9, 10}, {9, 10, 11, 4, END}, {END, 6, 5, END}
  };

  private static final long[] WINDOW_ARTICLES = {7, 7, 7, 8};

  @TempDir Path directory;

  private ShardSet set(SequenceSpec spec, long[] articles, int[]... tokens) {
    List<TokenSequence> train = new ArrayList<>();
    for (int i = 0; i < tokens.length; i++) {
      train.add(new TokenSequence(i, articles[i], tokens[i]));
    }
    SampleShardSet.write(
        Folder.at(directory.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        spec,
        Map.of(Split.TRAIN, train),
        2);
    return ShardSet.open(directory.toString(), new Configuration());
  }

  @Test
  void soundSetsAreFoundSound() {
    assertThatCode(() -> ShardVerifier.verify(set(SENTENCES, SENTENCE_ARTICLES, SENTENCE_TOKENS)))
        .doesNotThrowAnyException();
    ShardSet windows = set(WINDOWS, WINDOW_ARTICLES, WINDOW_TOKENS);
    assertThat(ShardVerifier.verify(windows)).isEqualTo(4);
    assertThat(windows.manifest().sequences()).isEqualTo(WINDOWS);
  }

  @Test
  void anArticleIsItsSentences() {
    ShardSet data = set(SENTENCES, SENTENCE_ARTICLES, SENTENCE_TOKENS);
    assertThat(ArticleTokens.find(data, Split.TRAIN, 7)).containsExactly(4, 5, END, 6);
    assertThat(ArticleTokens.find(data, Split.TRAIN, 8)).containsExactly(4, 4, 4, 4);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ArticleTokens.find(data, Split.TRAIN, 9))
        .withMessageContaining("no sequence that begins in article 9");
  }

  @Test
  void anArticleIsItsWindowsWithoutWhatTheyRepeat() {
    ShardSet data = set(WINDOWS, WINDOW_ARTICLES, WINDOW_TOKENS);
    assertThat(ArticleTokens.find(data, Split.TRAIN, 7))
        .containsExactly(4, 5, 6, 7, 8, 9, 10, 11, 4);
    assertThat(ArticleTokens.find(data, Split.TRAIN, 8)).containsExactly(6, 5);
  }

  @Test
  void aSentenceWithoutItsEndsIsNamed() {
    long[] one = {7};
    refused(SENTENCES, one, "sequence 0 does not stand between START", new int[] {4, 5, END});
    refused(SENTENCES, one, "sequence 0 does not stand between START", new int[] {START, 4, 5});
    refused(SENTENCES, one, "START or END at token 2", new int[] {START, 4, END, 5, END});
  }

  @Test
  void aWindowThatIsMissingOrThereTwiceIsNamed() {
    int[][] w = WINDOW_TOKENS;
    long[] articles = {7, 7, 7, 7};
    refused(WINDOWS, articles, "sequence 1 is not the window 3 tokens after", w[0], w[2]);
    refused(WINDOWS, articles, "sequence 2 is not the window 3", w[0], w[1], w[1], w[2]);
    refused(WINDOWS, articles, "sequence 0 does not begin at the beginning", w[1], w[2]);
    refused(WINDOWS, articles, "sequence 2 comes before the end of article 7", w[0], w[1], w[0]);
    refused(WINDOWS, articles, "the split's end comes before the end of article 7", w[0], w[1]);
  }

  @Test
  void aWindowThatIsTooShortOrGoesOnAfterTheEndIsNamed() {
    long[] articles = {7, 7, 7};
    refused(WINDOWS, articles, "sequence 1 is not the window", WINDOW_TOKENS[0], new int[] {6, 7});
    refused(WINDOWS, articles, "sequence 0 goes on after the end", new int[] {END, 4, END, 5, END});
    refused(
        WINDOWS,
        new long[] {7, 8},
        "sequence 1 does not begin at the beginning of its article",
        WINDOW_TOKENS[0],
        WINDOW_TOKENS[1]);
  }

  private void refused(SequenceSpec spec, long[] articles, String message, int[]... tokens) {
    ShardSet data = set(spec, articles, tokens);
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardVerifier.verify(data))
        .withMessageContaining(message);
  }
}
