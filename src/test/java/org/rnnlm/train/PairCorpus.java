package org.rnnlm.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.Vocabulary;

/** Shard sets of pairs: up to four letters, and the same in reverse. */
final class PairCorpus {
  private static final SequenceSpec PAIRS = new SequenceSpec(SequenceMode.PAIR, 9, 0);
  private static final int LETTERS = 6;
  private static final int SHARD_RECORDS = 70;

  private PairCorpus() {}

  /** With a fifth as many for validation, and for tests. */
  static ShardSet reversals(Path folder, int training) {
    Map<Split, List<TokenSequence>> splits = new EnumMap<>(Split.class);
    for (Split split : Split.values()) {
      SplittableRandom random = new SplittableRandom(split.ordinal());
      List<TokenSequence> pairs = new ArrayList<>();
      for (int i = 0; i < (split == Split.TRAIN ? training : training / 5); i++) {
        pairs.add(new TokenSequence(i, i + 1_000_000L * split.ordinal(), reversal(random)));
      }
      splits.put(split, pairs);
    }
    SampleShardSet.write(
        Folder.at(folder.toString(), new Configuration()),
        SampleShardSet.vocabulary(),
        PAIRS,
        splits,
        SHARD_RECORDS);
    return ShardSet.open(folder.toString(), new Configuration());
  }

  private static int[] reversal(SplittableRandom random) {
    int length = random.nextInt(1, 5);
    int[] source = new int[length];
    int[] target = new int[length];
    for (int i = 0; i < length; i++) {
      source[i] = Vocabulary.END + 1 + random.nextInt(LETTERS);
      target[length - 1 - i] = source[i];
    }
    return PairSequences.join(source, target);
  }
}
