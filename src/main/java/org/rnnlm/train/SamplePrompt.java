package org.rnnlm.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.vocabulary.Vocabulary;

/** Draws a piece of the validation split for a model to go on from. */
final class SamplePrompt {
  private SamplePrompt() {}

  /**
   * Of sentences the first tokens of one, START and END left out; of others consecutive tokens of
   * one sequence, from anywhere in it.
   *
   * @param length tokens; there are fewer where the sequence drawn is shorter
   */
  static int[] draw(ShardSet data, int length, long seed) {
    if (length == 0) {
      return new int[0];
    }
    SplittableRandom random = new SplittableRandom(seed);
    SplitContent content = data.split(Split.VALID);
    int[] tokens = sequence(data, content, random.nextLong(content.records()));
    return switch (data.manifest().mode()) {
      case SENTENCE -> Arrays.copyOfRange(tokens, 1, 1 + Math.min(length, words(tokens)));
      case STREAM, WINDOW -> {
        int taken = Math.min(length, tokens.length);
        int from = random.nextInt(tokens.length - taken + 1);
        yield Arrays.copyOfRange(tokens, from, from + taken);
      }
    };
  }

  /** Tokens between START and END. */
  private static int words(int[] sentence) {
    boolean ended = sentence[sentence.length - 1] == Vocabulary.END;
    return sentence.length - (ended ? 2 : 1);
  }

  private static int[] sequence(ShardSet data, SplitContent content, long index) {
    Shard shard =
        content.shards().stream()
            .filter(one -> index < one.firstSequence() + one.records())
            .findFirst()
            .orElseThrow();
    return ShardReader.read(data.folder(), shard)
        .get((int) (index - shard.firstSequence()))
        .tokens();
  }
}
