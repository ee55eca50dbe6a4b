package org.rnnlm.shard;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.rnnlm.io.DataException;
import org.rnnlm.vocabulary.Vocabulary;

/** Finds an article in the stream of a split. */
public final class ArticleTokens {
  private ArticleTokens() {}

  /**
   * The article's tokens without its END.
   *
   * @throws DataException if no sequence begins in the article: it is not in the split, or so short
   *     that it lies inside of one
   */
  public static int[] find(ShardSet data, Split split, long article) {
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
      throw new DataException(
          data.folder().location(split.key())
              + " has no sequence that begins in article "
              + article
              + ": it is in another split, or shorter than a sequence");
    }
    return cut(stream, first);
  }

  private static int[] joined(int[] stream, int length, int[] tokens) {
    return IntStream.concat(Arrays.stream(stream, 0, length), Arrays.stream(tokens)).toArray();
  }

  /** What stands between the ENDs around a place. */
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
