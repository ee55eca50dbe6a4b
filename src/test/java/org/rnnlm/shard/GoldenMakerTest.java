package org.rnnlm.shard;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.Folder;

class GoldenMakerTest {
  @Test
  void make() {
    SampleShardSet.write(
        Folder.at("/tmp/rnnlm-heads-scratch/set-3", new Configuration()),
        SampleShardSet.vocabulary(),
        new SequenceSpec(SequenceMode.LABELLED, 5, 0),
        Map.of(
            Split.TRAIN,
            List.of(
                new TokenSequence(0, 70, new int[] {2, 4, 5, 3}, 1),
                new TokenSequence(1, 71, new int[] {2, 6, 3}, 0),
                new TokenSequence(2, 75, new int[] {2, 5, 4, 4, 7, 3}, 1)),
            Split.VALID,
            List.of(new TokenSequence(0, 80, new int[] {2, 7, 3}, 0))));
  }
}
