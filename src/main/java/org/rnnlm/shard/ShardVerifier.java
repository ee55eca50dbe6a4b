package org.rnnlm.shard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/** Re-reads a whole shard set and proves it against its manifest. */
public final class ShardVerifier {
  private ShardVerifier() {}

  /**
   * Proves sizes and hashes, those of files for other programs too; that sequences are numbered
   * without a gap, so that none is there twice; their lengths; that they are what their mode makes;
   * the count of tokens; that every id is in the vocabulary; and that no article in which a
   * sequence begins is in two splits, unless a single text is divided by position.
   *
   * @return how many sequences there are
   * @throws DataException naming the first file that is not as it should be
   */
  public static long verify(ShardSet data) {
    data.manifest().others().forEach(data.folder()::read);
    long records = 0;
    Map<Split, ArticleIds> articles = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SplitContent content = data.split(split);
      ArticleIds ids = new ArticleIds();
      articles.put(split, ids);
      SequenceCheck check = SequenceCheck.of(data.manifest().sequences());
      long targets =
          content.shards().stream().mapToLong(shard -> verify(data, shard, check, ids)).sum();
      check
          .problemAtEnd()
          .ifPresent(
              problem -> {
                throw new DataException(
                    data.folder().location(split.key()) + ": the split's end " + problem);
              });
      if (targets != content.targets()) {
        throw new DataException(
            data.folder().location(split.key())
                + " holds "
                + targets
                + " tokens to predict, the manifest says "
                + content.targets());
      }
      records += content.records();
    }
    if (!isDividedByPosition(data) && !isDividedByFile(data)) {
      verifyDisjoint(data, articles);
    }
    return records;
  }

  /** Returns whether files are the splits: then the input says so, and they may share texts. */
  private static boolean isDividedByFile(ShardSet data) {
    return "file".equals(data.manifest().settings().get("prepare.split"));
  }

  /** Then each split has a part of the one text that was kept, or of every one of a few. */
  private static boolean isDividedByPosition(ShardSet data) {
    long kept = data.manifest().pages().getOrDefault("kept", 0L);
    long parts = 0;
    for (Split split : Split.values()) {
      parts += data.split(split).articles();
    }
    return kept == 1 && parts > 1
        || "position".equals(data.manifest().settings().get("prepare.split"));
  }

  private static void verifyDisjoint(ShardSet data, Map<Split, ArticleIds> articles) {
    for (Split one : Split.values()) {
      for (Split other : Split.values()) {
        if (one.ordinal() >= other.ordinal()) {
          continue;
        }
        OptionalLong shared = articles.get(one).shared(articles.get(other));
        if (shared.isPresent()) {
          throw new DataException(
              data.folder().location(one.key())
                  + " and "
                  + other.key()
                  + " both have article "
                  + shared.getAsLong()
                  + ": what is trained on must not be tested on; prepare the corpus again");
        }
      }
    }
  }

  /** Returns the shard's number of targets. */
  private static long verify(ShardSet data, Shard shard, SequenceCheck check, ArticleIds articles) {
    long targets = 0;
    for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
      articles.add(sequence.article());
      requireInBounds(data, shard, sequence);
      check.problem(sequence).ifPresent(problem -> refuse(data, shard, sequence, problem));
      targets += data.manifest().sequences().targets(sequence);
    }
    return targets;
  }

  private static void requireInBounds(ShardSet data, Shard shard, TokenSequence sequence) {
    if (sequence.targets() > data.manifest().length()) {
      refuse(
          data,
          shard,
          sequence,
          Text.format(
              "has %d tokens, more than the length of %d and one",
              sequence.tokens().length, data.manifest().length()));
    }
    requireClass(data, shard, sequence);
    requireTags(data, shard, sequence);
    requireWords(data, shard, sequence);
    int size = data.vocabulary().size();
    for (int token : sequence.tokens()) {
      if (token < 0 || token >= size) {
        refuse(
            data,
            shard,
            sequence,
            Text.format("has token id %d, outside the vocabulary of %d", token, size));
      }
    }
  }

  private static void requireClass(ShardSet data, Shard shard, TokenSequence sequence) {
    int classes = data.manifest().classes().size();
    int label = sequence.label();
    boolean fits =
        data.manifest().mode() == SequenceMode.LABELLED
            ? label >= 0 && label < classes
            : label == TokenSequence.NO_LABEL;
    if (!fits) {
      refuse(
          data,
          shard,
          sequence,
          Text.format("is of class %d, and the manifest names %d classes", label, classes));
    }
  }

  private static void requireTags(ShardSet data, Shard shard, TokenSequence sequence) {
    int tags = data.manifest().classes().size();
    for (int tag : sequence.tags()) {
      if (tag < 0 || tag >= tags) {
        refuse(
            data,
            shard,
            sequence,
            Text.format("has a tag %d, and the manifest names %d tags", tag, tags));
      }
    }
  }

  /** Words are those of which the tokens are the forms in the vocabulary. */
  private static void requireWords(ShardSet data, Shard shard, TokenSequence sequence) {
    List<String> words = sequence.words();
    if (words.size() != (data.manifest().hasWords() ? sequence.targets() : 0)) {
      refuse(data, shard, sequence, Text.format("has %d words in their own letters", words.size()));
    }
    Vocabulary vocabulary = data.vocabulary();
    for (int i = 0; i < words.size(); i++) {
      int token = sequence.tokens()[i];
      if (vocabulary.id(vocabulary.spec().form(words.get(i))) != token) {
        refuse(
            data,
            shard,
            sequence,
            Text.format("has the token id %d for the word '%s'", token, words.get(i)));
      }
    }
  }

  private static void refuse(ShardSet data, Shard shard, TokenSequence sequence, String problem) {
    throw new DataException(
        Text.format(
            "%s: sequence %d %s",
            data.folder().location(shard.file().name()), sequence.sequence(), problem));
  }
}
