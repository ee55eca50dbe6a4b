package org.rnnlm.shard;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/** Finds an article among the sequences of a split. */
public final class ArticleTokens {
  private ArticleTokens() {}

  /**
   * Returns the article's tokens without its END; those of sentences with an END after each but the
   * last, a pair's with START between source and target.
   *
   * @throws DataException if no sequence begins in the article: it is not in the split, or, in a
   *     stream, so short that it lies inside of one
   */
  public static int[] find(ShardSet data, Split split, long article) {
    return switch (data.manifest().mode()) {
      case STREAM -> inStream(data, split, article);
      case SENTENCE, WINDOW, LABELLED, PAIR, TAGGED -> inOwnSequences(data, split, article);
    };
  }

  /** Returns where every sequence is of one article alone. */
  private static int[] inOwnSequences(ShardSet data, Split split, long article) {
    SequenceSpec spec = data.manifest().sequences();
    IntStream.Builder tokens = IntStream.builder();
    for (Shard shard : data.split(split).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        if (sequence.article() == article) {
          int first = spec.mode().beginsWithText() ? 0 : 1 + spec.repeated(sequence);
          Arrays.stream(sequence.tokens(), first, sequence.tokens().length).forEach(tokens::add);
        }
      }
    }
    int[] found = tokens.build().toArray();
    if (found.length == 0) {
      throw notFound(data, split, article, "");
    }
    return Arrays.copyOf(found, found.length - 1); // the last is the article's END
  }

  private static DataException notFound(
      ShardSet data, Split split, long article, String otherwise) {
    return new DataException(
        Text.format(
            "%s has no sequence that begins in article %d: it is in another split%s",
            data.folder().location(split.key()), article, otherwise));
  }

  private static int[] inStream(ShardSet data, Split split, long article) {
    int[] stream = {Vocabulary.END};
    int first = -1; // place of a token that is surely the article's
    for (Shard shard : data.split(split).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        boolean own = sequence.article() == article;
        if (first < 0 && !own) {
          stream = sequence.tokens(); // the article may begin in it
          continue;
        }
        if (first >= 0 && !own) {
          return cut(stream, first);
        }
        int shared = sequence.sequence() == 0 ? 0 : stream.length - 1;
        if (first < 0) {
          first = sequence.sequence() == 0 ? 1 : shared;
        }
        stream = joined(stream, shared, sequence.tokens());
      }
    }
    if (first < 0) {
      throw notFound(data, split, article, ", or shorter than a sequence");
    }
    return cut(stream, first);
  }

  private static int[] joined(int[] stream, int length, int[] tokens) {
    return IntStream.concat(Arrays.stream(stream, 0, length), Arrays.stream(tokens)).toArray();
  }

  /** Returns what stands between the ENDs around a place. */
  private static int[] cut(int[] stream, int place) {
    int from = place;
    while (from > 0 && stream[from - 1] != Vocabulary.END) {
      from--;
    }
    int to = place;
    while (to < stream.length && stream[to] != Vocabulary.END) {
      to++;
    }
    return Arrays.copyOfRange(stream, from, to);
  }
}
