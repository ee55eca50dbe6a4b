package org.rnnlm.prep.steps;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A preparation in a test: small shards, a fifth of the articles for validation, a tenth for tests.
 *
 * @param tokens of characters unless they are what is tested
 */
record SmallRun(
    List<Path> inputs,
    Path output,
    ReadSpec reading,
    FilterSpec filters,
    TokenSpec tokens,
    int vocabularySize) {
  static final SplitRule SPLITS = new SplitRule(0.2, 0.1, 3);

  SmallRun(Path input, Path output) {
    this(
        List.of(input),
        output,
        new ReadSpec(0, 1 << 20),
        new FilterSpec(0, false, false),
        TokenSpec.of(TokenKind.CHARACTERS),
        0);
  }

  SmallRun of(List<Path> others) {
    return new SmallRun(others, output, reading, filters, tokens, vocabularySize);
  }

  SmallRun reading(ReadSpec other) {
    return new SmallRun(inputs, output, other, filters, tokens, vocabularySize);
  }

  SmallRun repeating() {
    return new SmallRun(
        inputs, output, reading, new FilterSpec(0, false, true), tokens, vocabularySize);
  }

  SmallRun tokens(TokenSpec other, int size) {
    return new SmallRun(inputs, output, reading, filters, other, size);
  }

  PrepareSpec spec() {
    return new PrepareSpec(
        inputs.stream().map(Path::toString).toList(),
        output.toString(),
        Optional.empty(),
        reading,
        filters,
        tokens,
        vocabularySize,
        1,
        SequenceSpec.stream(50),
        Cut.END,
        new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1),
        SPLITS,
        PrepareSpec.SplitBy.ARTICLE,
        10_000,
        Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3"));
  }

  ShardSet prepare(JavaSparkContext spark) {
    new PrepareJob(spark, spec()).execute();
    return ShardSet.open(output.toString(), spark.hadoopConfiguration());
  }

  /** Prepares, and tells which split each text came into. */
  Map<String, Split> splits(JavaSparkContext spark) {
    ShardSet data = prepare(spark);
    Map<String, Split> splits = new HashMap<>();
    for (Split split : Split.values()) {
      texts(data, split).forEach(text -> splits.put(text, split));
    }
    return splits;
  }

  /** The ids of each article of a split, in the order of the stream. */
  static List<int[]> articles(ShardSet data, Split split) {
    List<int[]> articles = new ArrayList<>();
    List<Integer> article = new ArrayList<>();
    for (Shard shard : data.split(split).shards()) {
      for (TokenSequence sequence : ShardReader.read(data.folder(), shard)) {
        for (int i = 1; i < sequence.tokens().length; i++) {
          if (sequence.tokens()[i] == Vocabulary.END) {
            articles.add(article.stream().mapToInt(Integer::intValue).toArray());
            article.clear();
          } else {
            article.add(sequence.tokens()[i]);
          }
        }
      }
    }
    return articles;
  }

  /** The texts of each article of a split. */
  static List<String> texts(ShardSet data, Split split) {
    Codec codec = new Codec(data.vocabulary());
    return articles(data, split).stream().map(codec::decode).toList();
  }
}
