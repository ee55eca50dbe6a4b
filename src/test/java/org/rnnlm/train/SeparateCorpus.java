package org.rnnlm.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Shard sets of sentences and of windows, of counted-up letters with noise: each letter is the one
 * after its predecessor, or with probability 0.3 any. A sentence, or an article, ends after each
 * letter with a probability of its own.
 */
final class SeparateCorpus {
  static final SequenceSpec SENTENCES = new SequenceSpec(SequenceMode.SENTENCE, 30, 0);
  static final SequenceSpec WINDOWS = new SequenceSpec(SequenceMode.WINDOW, 9, 4);
  static final double SENTENCE_ENDS = 0.2;

  private static final int LETTERS = SampleShardSet.vocabulary().size() - Vocabulary.END - 1;
  private static final double NOISE = 0.3;
  private static final int SHARD_RECORDS = 50;

  private SeparateCorpus() {}

  /** Sentences of 1 to 29 letters, a fifth as many for validation. */
  static ShardSet sentences(Path folder, int training) {
    return write(
        folder,
        SENTENCES,
        split ->
            texts(split, training, SENTENCE_ENDS, SENTENCES.length() - 1).stream()
                .map(letters -> framed(Vocabulary.START, letters))
                .map(List::of)
                .toList());
  }

  /** Windows of articles of 40 letters in the mean, a fifth as many for validation. */
  static ShardSet windows(Path folder, int trainingArticles) {
    return write(
        folder,
        WINDOWS,
        split ->
            texts(split, trainingArticles, 1.0 / 40, Integer.MAX_VALUE).stream()
                .map(letters -> windows(framed(Vocabulary.END, letters)))
                .toList());
  }

  private static List<int[]> windows(int[] article) {
    List<int[]> windows = new ArrayList<>();
    int from = 0;
    windows.add(Arrays.copyOf(article, Math.min(article.length, WINDOWS.length() + 1)));
    while (from + WINDOWS.length() + 1 < article.length) {
      from += WINDOWS.stride();
      int to = Math.min(article.length, from + WINDOWS.length() + 1);
      windows.add(Arrays.copyOfRange(article, from, to));
    }
    return windows;
  }

  /** Nats per token that no model of the sentences can beat, END counted. */
  static double sentenceFloor() {
    double same = 1 - NOISE + NOISE / LETTERS;
    double other = NOISE / LETTERS;
    double letter = -same * Math.log(same) - (LETTERS - 1) * other * Math.log(other);
    double end =
        -SENTENCE_ENDS * Math.log(SENTENCE_ENDS)
            - (1 - SENTENCE_ENDS) * Math.log(1 - SENTENCE_ENDS);
    double letters = 1 / SENTENCE_ENDS;
    return (Math.log(LETTERS) + letters * end + (letters - 1) * letter) / (letters + 1);
  }

  private static int[] framed(int first, int[] letters) {
    int[] tokens = new int[letters.length + 2];
    tokens[0] = first;
    System.arraycopy(letters, 0, tokens, 1, letters.length);
    tokens[letters.length + 1] = Vocabulary.END;
    return tokens;
  }

  private static List<int[]> texts(Split split, int training, double ends, int most) {
    SplittableRandom random = new SplittableRandom(split.ordinal());
    int count = split == Split.TRAIN ? training : training / 5;
    List<int[]> texts = new ArrayList<>();
    while (texts.size() < count) {
      List<Integer> letters = new ArrayList<>();
      int letter = random.nextInt(LETTERS);
      do {
        letters.add(Vocabulary.END + 1 + letter);
        letter = random.nextDouble() < NOISE ? random.nextInt(LETTERS) : (letter + 1) % LETTERS;
      } while (random.nextDouble() >= ends);
      if (letters.size() <= most) {
        texts.add(letters.stream().mapToInt(Integer::intValue).toArray());
      }
    }
    return texts;
  }

  /**
   * @param articles of a split, each as its sequences
   */
  private static ShardSet write(
      Path folder, SequenceSpec spec, Function<Split, List<List<int[]>>> articles) {
    Map<Split, List<TokenSequence>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      List<TokenSequence> sequences = new ArrayList<>();
      List<List<int[]>> made = articles.apply(split);
      for (int article = 0; article < made.size(); article++) {
        for (int[] tokens : made.get(article)) {
          long id = article + 1_000_000L * split.ordinal();
          sequences.add(new TokenSequence(sequences.size(), id, tokens));
        }
      }
      splits.put(split, sequences);
    }
    SampleShardSet.write(
        Folder.at(folder.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        spec,
        splits,
        SHARD_RECORDS);
    return ShardSet.open(folder.toString(), new Configuration());
  }
}
