package org.rnnlm.train;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A piece of the validation split for a model to go on from.
 *
 * @param read token ids that the model reads. Not copied
 * @param text those of them that are text: all but a START, or what stands for an article's
 *     beginning. Not copied
 */
record SamplePrompt(int[] read, int[] text) {

  /**
   * Draws one: of sentences the first tokens of one, of others consecutive tokens of one sequence,
   * from anywhere in it.
   *
   * @param length tokens; there are fewer where the sequence drawn is shorter. 0 for the beginning
   *     of an article or a sentence
   */
  static SamplePrompt draw(ShardSet data, int length, long seed) {
    boolean sentences = data.manifest().mode() == SequenceMode.SENTENCE;
    if (length == 0) {
      int[] start = {sentences ? Vocabulary.START : Vocabulary.END};
      return new SamplePrompt(start, new int[0]);
    }
    SplittableRandom random = new SplittableRandom(seed);
    SplitContent content = data.split(Split.VALID);
    int[] tokens = sequence(data, content, random.nextLong(content.records()));
    if (sentences) {
      int[] read = Arrays.copyOf(tokens, 1 + Math.min(length, words(tokens)));
      return new SamplePrompt(read, Arrays.copyOfRange(read, 1, read.length));
    }
    int taken = Math.min(length, tokens.length);
    int from = random.nextInt(tokens.length - taken + 1);
    int[] read = Arrays.copyOfRange(tokens, from, from + taken);
    return new SamplePrompt(read, read);
  }

  /** Returns the text with what was written after it. */
  int[] with(int[] written) {
    return IntStream.concat(Arrays.stream(text), Arrays.stream(written)).toArray();
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
