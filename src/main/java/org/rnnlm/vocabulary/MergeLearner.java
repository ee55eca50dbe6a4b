package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Learns byte-pair merges from counted words (Sennrich et al. 2016, arXiv 1508.07909, algorithm 1):
 * again and again the most frequent pair of neighbours becomes a token. Of equally frequent pairs
 * the one of the smaller left id is taken, then of the smaller right id, as Hugging Face's trainer
 * does. So the merges follow from the counts alone.
 *
 * <p>Pairs know the words they are in, so that a merge looks at those only; their counts follow
 * each merge, and the queue of candidates is put right when a candidate comes up. Needs about 200
 * bytes of memory for a word of ten bytes.
 */
public final class MergeLearner {
  private final int[][] words; // ids of the tokens of each word
  private final long[] counts; // of each word
  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Candidate> candidates = new PriorityQueue<>();

  /** Two neighbours, their occurrences in all words, and the words that may have them. */
  private static final class Pair {
    private final Merge merge;
    private long count;
    private int[] words = new int[2];
    private int size;

    Pair(Merge merge) {
      this.merge = merge;
    }

    void add(int word) {
      if (size > 0 && words[size - 1] == word) {
        return;
      }
      if (size == words.length) {
        words = Arrays.copyOf(words, size * 2);
      }
      words[size++] = word;
    }

    Candidate candidate() {
      return new Candidate(this, count);
    }
  }

  /**
   * A pair in the queue.
   *
   * @param count that it had when it was put there; a merge of others may have taken some since
   */
  private record Candidate(Pair pair, long count) implements Comparable<Candidate> {
    private static final Comparator<Candidate> ORDER =
        Comparator.comparingLong(Candidate::count)
            .reversed()
            .thenComparingInt(candidate -> candidate.pair.merge.left())
            .thenComparingInt(candidate -> candidate.pair.merge.right());

    @Override
    public int compareTo(Candidate other) {
      return ORDER.compare(this, other);
    }
  }

  private MergeLearner(Collection<Vocabulary.Entry> entries) {
    Map<String, Integer> ids = new HashMap<>();
    ByteAlphabet.tokens().forEach(token -> ids.put(token, Subwords.FIRST_BYTE + ids.size()));
    words = new int[entries.size()][];
    counts = new long[entries.size()];
    int word = 0;
    for (Vocabulary.Entry entry : entries) {
      String bytes = ByteAlphabet.write(entry.token());
      words[word] = bytes.chars().map(c -> ids.get(Character.toString(c))).toArray();
      counts[word] = entry.count();
      word++;
    }
  }

  /**
   * @param words with their counts, in any order, each once
   * @param most how many merges to learn; there are fewer if no pair is left
   * @param minimumCount pairs that occur less often are not merged
   * @return the merges in the order they were learnt
   */
  public static List<Merge> learn(Collection<Vocabulary.Entry> words, int most, long minimumCount) {
    return new MergeLearner(words).learn(most, minimumCount);
  }

  private List<Merge> learn(int most, long minimumCount) {
    for (int word = 0; word < words.length; word++) {
      for (int i = 0; i + 1 < words[word].length; i++) {
        pair(words[word][i], words[word][i + 1]).count += counts[word];
        pair(words[word][i], words[word][i + 1]).add(word);
      }
    }
    pairs.values().forEach(pair -> candidates.add(pair.candidate()));
    List<Merge> merges = new ArrayList<>();
    while (merges.size() < most && !candidates.isEmpty()) {
      Candidate best = candidates.poll();
      if (best.count() != best.pair().count) {
        candidates.add(best.pair().candidate());
        continue;
      }
      if (best.count() < Math.max(1, minimumCount)) {
        break;
      }
      merge(best.pair(), Subwords.FIRST_MERGE + merges.size());
      merges.add(best.pair().merge);
    }
    return merges;
  }

  private Pair pair(int left, int right) {
    return pairs.computeIfAbsent(
        (long) left << Integer.SIZE | right, unseen -> new Pair(new Merge(left, right)));
  }

  private void merge(Pair pair, int token) {
    Set<Pair> made = new HashSet<>();
    for (int i = 0; i < pair.size; i++) {
      merge(pair.merge, token, pair.words[i], made);
    }
    pair.words = new int[0]; // it occurs nowhere now
    made.stream()
        .filter(grown -> grown.count > 0)
        .forEach(grown -> candidates.add(grown.candidate()));
  }

  /** Merges in one word, from left to right, and counts the neighbours that this makes and ends. */
  private void merge(Merge merge, int token, int word, Set<Pair> made) {
    int[] tokens = words[word];
    int kept = 0;
    for (int i = 0; i < tokens.length; i++) {
      boolean merges =
          i + 1 < tokens.length && tokens[i] == merge.left() && tokens[i + 1] == merge.right();
      if (!merges) {
        tokens[kept++] = tokens[i];
        continue;
      }
      if (kept > 0) {
        pair(tokens[kept - 1], merge.left()).count -= counts[word];
        made.add(occurs(tokens[kept - 1], token, word));
      }
      if (i + 2 < tokens.length) {
        pair(merge.right(), tokens[i + 2]).count -= counts[word];
        made.add(occurs(token, tokens[i + 2], word));
      }
      tokens[kept++] = token;
      i++;
    }
    words[word] = kept == tokens.length ? tokens : Arrays.copyOf(tokens, kept);
  }

  private Pair occurs(int left, int right, int word) {
    Pair pair = pair(left, right);
    pair.count += counts[word];
    pair.add(word);
    return pair;
  }
}
