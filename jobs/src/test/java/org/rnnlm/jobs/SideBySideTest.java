package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.TrainingState;
import org.rnnlm.shard.SequenceMode;

@Timeout(60)
class SideBySideTest {
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private static Trial trial(String name, int workers) {
    RunSetup setup =
        RunSetup.of(
            SettingsLayers.ofReference()
                .withAssignments(List.of("train.workers=" + workers, "train.epochs=3"))
                .settings());
    return new Trial(name, name, new WholeRun(setup, null, Optional.empty(), Optional.empty()));
  }

  private static List<Trial> trials(int count, int workers) {
    return IntStream.range(0, count).mapToObj(i -> trial("t" + i, workers)).toList();
  }

  private static TrainingState state(TrialLeg leg) {
    return TrainingState.start(
        leg.trial().run().setup().model(), "vocabulary", "data", SequenceMode.STREAM);
  }

  /** All trials to their ends, and what the plan is told. */
  private TrialPlan plan(List<Trial> trials) {
    WholeTrials whole = new WholeTrials(trials);
    return new TrialPlan() {
      @Override
      public Optional<TrialLeg> next() {
        return whole.next();
      }

      @Override
      public void begun(TrialLeg leg) {
        told.add("begun " + leg.trial().name());
        whole.begun(leg);
      }

      @Override
      public void ended(TrialLeg leg, TrainingState state) {
        told.add("ended " + leg.trial().name());
      }

      @Override
      public void failed(TrialLeg leg, Throwable failure) {
        told.add("failed " + leg.trial().name() + ": " + failure.getMessage());
      }
    };
  }

  @Test
  void asManyAreTrainedAtOnceAsThereAreCoresForTheirWorkers() {
    CyclicBarrier two = new CyclicBarrier(2); // none of four ends without another beside it
    List<Integer> lanes = Collections.synchronizedList(new ArrayList<>());
    new SideBySide(
            new TrialRoom(9, () -> 5),
            () -> true,
            (leg, lane) -> {
              lanes.add(lane);
              await(two);
              return state(leg);
            })
        .run(plan(trials(4, 2)));
    assertThat(told.subList(0, 2)).containsExactly("begun t0", "begun t1");
    assertThat(told.stream().filter(what -> what.startsWith("ended"))).hasSize(4);
    assertThat(lanes).containsOnly(0, 1);
  }

  @Test
  void aTrialWithMoreWorkersThanCoresHasThemAlone() {
    List<Trial> mixed = List.of(trial("small", 1), trial("large", 8), trial("last", 1));
    new SideBySide(new TrialRoom(9, () -> 2), () -> true, (leg, lane) -> state(leg))
        .run(plan(mixed));
    assertThat(told)
        .containsExactly(
            "begun small", "ended small", "begun large", "ended large", "begun last", "ended last");
  }

  @Test
  void oneThatFailsEndsNoOther() {
    CountDownLatch failed = new CountDownLatch(1);
    new SideBySide(
            new TrialRoom(2, () -> Integer.MAX_VALUE),
            () -> true,
            (leg, lane) -> {
              if (leg.trial().name().equals("t0")) {
                failed.countDown();
                throw new OutOfMemoryError("too large");
              }
              await(failed);
              return state(leg);
            })
        .run(plan(trials(3, 1)));
    assertThat(told).contains("failed t0: too large", "ended t1", "ended t2");
  }

  @Test
  void noneBeginsOnceTheClusterIsGone() {
    AtomicBoolean there = new AtomicBoolean(true);
    new SideBySide(
            new TrialRoom(1, () -> 1),
            there::get,
            (leg, lane) -> {
              there.set(false);
              return state(leg);
            })
        .run(plan(trials(3, 1)));
    assertThat(told).containsExactly("begun t0", "ended t0");
  }

  @Test
  void aClusterThatGrowsIsUsed() {
    AtomicInteger cores = new AtomicInteger(1);
    CountDownLatch second = new CountDownLatch(1);
    new SideBySide(
            new TrialRoom(9, cores::get),
            () -> true,
            (leg, lane) -> {
              if (leg.trial().name().equals("t0")) {
                cores.set(2);
                await(second); // which begins beside it alone
              } else {
                second.countDown();
              }
              return state(leg);
            },
            Duration.ofMillis(1))
        .run(plan(trials(2, 1)));
    assertThat(Stream.of("ended t0", "ended t1")).allMatch(told::contains);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(30, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
