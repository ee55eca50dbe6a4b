package org.rnnlm.jobs.halving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.jobs.halving.Halving.Job;

class HalvingTest {
  private static final Rungs RUNGS = new Rungs(3, List.of(1, 3, 9));

  /** A loss that follows from trial and rung alone, with equal ones among them. */
  private static double loss(Job job) {
    long drawn = new SplittableRandom(31 * job.trial() + 7).nextInt(20);
    return drawn + 2.0 / (1 + job.rung()) + new SplittableRandom(job.trial()).nextInt(2);
  }

  /**
   * Has all jobs done by so many workers, of which any may be the next to end.
   *
   * @param order says who
   */
  private static Halving done(
      int trials, int workers, SplittableRandom order, ToDoubleFunction<Job> loss) {
    Halving halving = new Halving(trials, RUNGS);
    List<Job> running = new ArrayList<>();
    Optional<Job> next = halving.next();
    while (next.isPresent() || !running.isEmpty()) {
      if (next.isPresent() && running.size() < workers) {
        halving.begun(next.get());
        running.add(next.get());
      } else {
        Job job = running.remove(order.nextInt(running.size()));
        halving.ended(job, loss.applyAsDouble(job));
      }
      next = halving.next();
    }
    assertThat(halving.isDone()).isTrue();
    return halving;
  }

  private static List<List<Integer>> promotions(Halving halving) {
    return IntStream.range(0, RUNGS.epochs().size()).mapToObj(halving::entered).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 40})
  void whatIsPromotedDependsNeitherOnWorkersNorOnWhoEndsFirst(int workers) {
    Halving one = done(40, 1, new SplittableRandom(0), HalvingTest::loss);
    for (int turn = 0; turn < 50; turn++) {
      Halving other = done(40, workers, new SplittableRandom(turn), HalvingTest::loss);
      assertThat(promotions(other)).isEqualTo(promotions(one));
      assertThat(other.ranking()).isEqualTo(one.ranking());
      assertThat(other.winner()).isEqualTo(one.winner());
    }
  }

  @Test
  void aRungIsLookedAtInStepsOnceAllTrialsOfTheStepHaveEnded() {
    Halving halving = new Halving(20, RUNGS);
    for (int trial = 1; trial < 12; trial++) { // trial 0 is slow; the later, the better
      end(halving, trial, 0, 100 - trial);
    }
    assertThat(halving.entered(1)).isEmpty();
    assertThat(halving.next()).contains(new Job(0, 0));
    end(halving, 0, 0, 1);
    assertThat(halving.entered(1)).containsExactly(0, 8, 7); // of the first nine
    assertThat(halving.next()).contains(new Job(0, 1));
    for (int trial = 12; trial < 18; trial++) {
      end(halving, trial, 0, 100 - trial);
    }
    assertThat(halving.entered(1)).containsExactly(0, 8, 7, 17, 16, 15, 14, 13); // of eighteen six
  }

  @Test
  void aRungThatNoMoreCanEnterIsLookedAtWholeAndOneAtLeastGoesOn() {
    Halving halving = new Halving(5, RUNGS);
    for (int trial = 0; trial < 5; trial++) {
      assertThat(halving.entered(1)).isEmpty();
      end(halving, trial, 0, 5 - trial);
    }
    assertThat(halving.entered(1)).containsExactly(4);
    assertThat(halving.entered(2)).isEmpty();
    end(halving, 4, 1, 1);
    assertThat(halving.entered(2)).containsExactly(4);
  }

  private static void end(Halving halving, int trial, int rung, double loss) {
    halving.begun(new Job(trial, rung));
    halving.ended(new Job(trial, rung), loss);
  }

  @Test
  void theBestOfTheHighestRungWinsThoughOneBelowHasALowerLoss() {
    Halving halving = done(9, 2, new SplittableRandom(1), job -> job.trial() + 10.0 * job.rung());
    assertThat(halving.entered(2)).containsExactly(0);
    assertThat(halving.winner()).hasValue(0);
    assertThat(halving.furthest(0)).isEqualTo(2);
    assertThat(halving.ranking().subList(0, 3)).containsExactly(0, 1, 2);
  }

  @Test
  void aTrialThatCameToNothingIsNeverPromoted() {
    Halving halving = done(9, 3, new SplittableRandom(1), job -> job.trial() == 4 ? 1 : Double.NaN);
    assertThat(halving.entered(1)).containsExactly(4);
    assertThat(halving.winner()).hasValue(4);
    assertThat(done(9, 3, new SplittableRandom(1), job -> Double.NaN).winner()).isEmpty();
  }

  @Test
  void ofEqualLossesTheOneThatEnteredFirstGoesOn() {
    Halving halving = done(9, 4, new SplittableRandom(1), job -> 1);
    assertThat(halving.entered(1)).containsExactly(0, 1, 2);
    assertThat(halving.winner()).hasValue(0);
  }
}
