package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

class BatchPlanTest {
  private static final LearningRate RATE =
      new LearningRate(LearningRate.Schedule.CONSTANT, 0.01, 0);

  private static BatchPlan plan(long sequences, int workers, int batchSize, int roundBatches) {
    return new BatchPlan(sequences, workers, batchSize, RoundLengths.constant(roundBatches), 0);
  }

  @Test
  void roundsGrowOverTheEpochsWithoutGapOrOverlap() {
    RoundLengths lengths = new RoundLengths(2, 1.5, 7); // 2 3 4 6 7 7 ...
    int firstRound = 0;
    int[] rounds = {6, 4, 4}; // of 28 batches: 2 3 4 6 7 6, 7 7 7 7, 7 7 7 7
    for (int epoch = 0; epoch < 3; epoch++) {
      BatchPlan plan = new BatchPlan(333, 3, 4, lengths, firstRound);
      assertThat(plan.rounds()).isEqualTo(rounds[epoch]);
      long next = 0;
      for (int worker = 0; worker < 3; worker++) {
        for (int round = 0; round < plan.rounds(); round++) {
          assertThat(plan.from(worker, round)).isEqualTo(next);
          assertThat(plan.to(worker, round) - next).isBetween(1L, 4L * plan.roundBatches(round));
          next = plan.to(worker, round);
        }
      }
      assertThat(next).isEqualTo(333);
      firstRound += plan.rounds();
    }
  }

  @Test
  void workersShareAnEpochWithoutGapOrOverlap() {
    for (int workers : new int[] {1, 2, 3, 7, 40}) {
      BatchPlan plan = plan(37, workers, 4, 3);
      long next = 0;
      for (int worker = 0; worker < workers; worker++) {
        assertThat(plan.start(worker)).isEqualTo(next);
        for (int round = 0; round < plan.rounds(); round++) {
          assertThat(plan.from(worker, round)).isEqualTo(next);
          assertThat(plan.to(worker, round) - next).isBetween(0L, 12L);
          next = plan.to(worker, round);
        }
      }
      assertThat(next).isEqualTo(37);
    }
  }

  @Test
  void sharesDifferByOneSequenceAtMost() {
    BatchPlan plan = plan(1_000_003, 7, 32, 16);
    for (int worker = 0; worker < 7; worker++) {
      assertThat(plan.start(worker + 1) - plan.start(worker)).isBetween(142_857L, 142_858L);
    }
    assertThat(plan.batches()).isEqualTo(4465);
    assertThat(plan.rounds()).isEqualTo(280);
  }

  @Test
  void anEmptySplitIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(0, 1, 1, 1))
        .withMessageContaining("no sequences");
  }

  @Test
  void anEpochVisitsEverySequenceOnceInAnOrderOfItsOwn(@TempDir Path folder) throws Exception {
    ShardSet data = SmallCorpus.write(folder, 37);
    TrainingSpec training = TrainingSpec.of(AveragingSpec.of(1, 3), BatchSpec.whole(4), 2, RATE, 5);
    List<String> first = visited(data, training, 0);
    assertThat(first).hasSize(37);
    assertThat(new HashSet<>(first)).hasSize(37);
    assertThat(visited(data, training, 0)).isEqualTo(first);
    assertThat(visited(data, training, 1))
        .isNotEqualTo(first)
        .containsExactlyInAnyOrderElementsOf(first);
  }

  @Test
  void stretchesOfWorkersMakeUpTheEpoch(@TempDir Path folder) throws Exception {
    ShardSet data = SmallCorpus.write(folder, 37);
    EpochOrder order = new EpochOrder(data.split(Split.TRAIN), 5, 0);
    TrainingSpec one = TrainingSpec.of(AveragingSpec.of(1, 3), BatchSpec.whole(4), 2, RATE, 5);
    BatchPlan plan = plan(37, 3, 4, 2);
    List<String> parts = new ArrayList<>();
    for (int worker = 0; worker < 3; worker++) {
      for (int round = 0; round < plan.rounds(); round++) {
        new ShardBatches(
                data.folder(),
                new RecentShards(0),
                order,
                plan.from(worker, round),
                plan.to(worker, round),
                4)
            .forEachRemaining(batch -> batch.stream().map(SmallCorpus::text).forEach(parts::add));
      }
    }
    assertThat(parts).isEqualTo(visited(data, one, 0));
  }

  private static List<String> visited(ShardSet data, TrainingSpec training, int epoch) {
    List<String> visited = new ArrayList<>();
    for (List<TokenSequence> batch : SmallCorpus.batches(data, training, epoch)) {
      batch.stream().map(SmallCorpus::text).forEach(visited::add);
    }
    return visited;
  }
}
