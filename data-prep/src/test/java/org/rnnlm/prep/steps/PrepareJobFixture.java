package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rnnlm.shard.Cut;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/** Preparations of the generated encyclopedia, and what came of them, for tests. */
abstract class PrepareJobFixture extends PrepareFixture {
  static final int ARTICLES = 60;

  static final SplitRule SPLITS = new SplitRule(0.2, 0.1, 3);

  static final TokenSpec CHARACTERS = TokenSpec.of(TokenKind.CHARACTERS);

  static final SentenceSpec SENTENCES =
      new SentenceSpec(Optional.empty(), SentenceSpec.ParagraphRule.AUTO, 1);

  final PrepareSpec spec(
      Path input, String output, TokenSpec tokens, int length, PrepareSpec.SplitBy splitBy) {
    return spec(input, output, tokens, length, splitBy, 0);
  }

  final PrepareSpec spec(
      Path input,
      String output,
      TokenSpec tokens,
      int length,
      PrepareSpec.SplitBy splitBy,
      long splitBytes) {
    Map<String, String> settings =
        Map.of("prepare.valid-share", "0.2", "prepare.test-share", "0.1", "prepare.seed", "3");
    return new PrepareSpec(
        List.of(input.toString()),
        folder.resolve(output).toString(),
        Optional.empty(),
        new ReadSpec(splitBytes, 1 << 20),
        new FilterSpec(20, false, false),
        tokens,
        0,
        1,
        SequenceSpec.stream(length),
        Cut.END,
        SENTENCES,
        SPLITS,
        splitBy,
        4000,
        settings);
  }

  final ShardSet prepare(PrepareSpec spec) {
    new PrepareJob(spark, spec).execute();
    return ShardSet.open(spec.output(), spark.hadoopConfiguration());
  }

  static List<TokenSequence> sequences(ShardSet data, Split split) {
    List<TokenSequence> sequences = new ArrayList<>();
    for (Shard shard : data.split(split).shards()) {
      sequences.addAll(ShardReader.read(data.folder(), shard));
    }
    return sequences;
  }

  /** The split's whole token stream: sequences without the token that each shares with the next. */
  static int[] stream(ShardSet data, Split split) {
    List<TokenSequence> sequences = sequences(data, split);
    IntStream tokens =
        sequences.stream()
            .flatMapToInt(sequence -> Arrays.stream(sequence.tokens(), 0, sequence.targets()));
    TokenSequence last = sequences.get(sequences.size() - 1);
    return IntStream.concat(tokens, IntStream.of(last.tokens()[last.targets()])).toArray();
  }

  /** The texts between the ENDs of a stream of characters. */
  static List<String> texts(ShardSet data, Split split) {
    List<String> texts = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    int[] tokens = stream(data, split);
    assertThat(tokens[0]).isEqualTo(Vocabulary.END);
    assertThat(tokens[tokens.length - 1]).isEqualTo(Vocabulary.END);
    for (int token : Arrays.copyOfRange(tokens, 1, tokens.length)) {
      if (token == Vocabulary.END) {
        texts.add(text.toString());
        text.setLength(0);
      } else {
        text.append(data.vocabulary().token(token));
      }
    }
    return texts;
  }
}
