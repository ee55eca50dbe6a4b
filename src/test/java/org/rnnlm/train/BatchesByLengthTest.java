package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.model.Padding;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;

class BatchesByLengthTest {
  private static final int SEQUENCES = 203;
  private static final int BATCH = 8;
  private static final Padding PADDING = Padding.of(SeparateCorpus.SENTENCES, 4);

  @TempDir Path folder;
  private ShardSet data;
  private EpochOrder order;

  @BeforeEach
  void write() {
    data = SeparateCorpus.sentences(folder, SEQUENCES);
    order = new EpochOrder(data.split(Split.TRAIN), 5, 0);
  }

  private Batches batches(long from, long to, long seed) {
    return BatchesByLength.of(
        new ShardBatches(data.folder(), new RecentShards(0), order, from, to, BATCH),
        PADDING,
        seed);
  }

  private static List<List<TokenSequence>> all(Batches batches) {
    List<List<TokenSequence>> all = new ArrayList<>();
    batches.forEachRemaining(all::add);
    return all;
  }

  private static List<String> texts(List<List<TokenSequence>> batches) {
    return batches.stream().flatMap(List::stream).map(SmallCorpus::text).toList();
  }

  @Test
  void theyHoldEverySequenceOfTheRoundOnce() {
    List<List<TokenSequence>> plain =
        all(new ShardBatches(data.folder(), new RecentShards(0), order, 11, 154, BATCH));
    List<List<TokenSequence>> sorted = all(batches(11, 154, 1));
    assertThat(sorted).hasSameSizeAs(plain);
    assertThat(texts(sorted)).containsExactlyInAnyOrderElementsOf(texts(plain));
    assertThat(sorted.stream().filter(batch -> batch.size() != BATCH)).hasSize(1);
  }

  @Test
  void aBatchesSequencesAreOfLikeLength() {
    for (List<TokenSequence> batch : all(batches(0, SEQUENCES, 1))) {
      int shortest = batch.stream().mapToInt(TokenSequence::targets).min().orElseThrow();
      int longest = batch.stream().mapToInt(TokenSequence::targets).max().orElseThrow();
      int wider = // those between the two, which must all be in this batch or beside it
          (int)
              all(batches(0, SEQUENCES, 1)).stream()
                  .flatMap(List::stream)
                  .filter(s -> s.targets() > shortest && s.targets() < longest)
                  .count();
      assertThat(wider).isLessThan(BATCH);
    }
  }

  @Test
  void batchesOfAShapeFollowEachOther() {
    List<Integer> steps = all(batches(0, SEQUENCES, 1)).stream().map(PADDING::steps).toList();
    long changes =
        IntStream.range(1, steps.size())
            .filter(i -> !steps.get(i).equals(steps.get(i - 1)))
            .count();
    assertThat(new HashSet<>(steps)).hasSizeGreaterThan(2);
    assertThat(changes).isEqualTo(new HashSet<>(steps).size() - 1L);
  }

  @Test
  void theirOrderFollowsFromTheSeed() {
    List<String> first = texts(all(batches(0, SEQUENCES, 1)));
    assertThat(texts(all(batches(0, SEQUENCES, 1)))).isEqualTo(first);
    assertThat(texts(all(batches(0, SEQUENCES, 2)))).isNotEqualTo(first);
  }

  @Test
  void theShardOfTheLastSequenceIsNamed() {
    Batches batches = batches(0, SEQUENCES, 1);
    assertThat(batches.shard()).isEmpty();
    while (batches.hasNext()) {
      List<TokenSequence> batch = batches.next();
      long sequence = batch.get(batch.size() - 1).sequence();
      assertThat(batches.shard()).isEqualTo(Text.format("train/shard-%05d.parquet", sequence / 50));
    }
  }
}
