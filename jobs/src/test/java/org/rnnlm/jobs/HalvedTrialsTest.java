package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.halving.Rungs;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.run.TrainingState;
import org.rnnlm.run.Validation;
import org.rnnlm.shard.SequenceMode;

class HalvedTrialsTest {
  private static final WholeRun RUN =
      new WholeRun(
          RunSetup.of(SettingsLayers.ofReference().settings()),
          null,
          Optional.empty(),
          Optional.empty());

  @TempDir Path temp;

  /** Two settings of two seeds each, of which one goes on from the first epoch to the second. */
  private final HalvedTrials plan =
      new HalvedTrials(
          List.of(
              new Trial("a-seed-1", "a", RUN),
              new Trial("a-seed-2", "a", RUN),
              new Trial("b-seed-1", "b", RUN),
              new Trial("b-seed-2", "b", RUN)),
          new Rungs(2, List.of(1, 2)));

  /** Begins all that may begin. */
  private List<TrialLeg> begun() {
    List<TrialLeg> begun = new ArrayList<>();
    for (Optional<TrialLeg> next = plan.next(); next.isPresent(); next = plan.next()) {
      plan.begun(next.get());
      begun.add(next.get());
    }
    return begun;
  }

  private static List<String> names(List<TrialLeg> legs) {
    return legs.stream().map(leg -> leg.trial().name() + " to " + leg.epochs()).toList();
  }

  private static TrainingState state(double loss) {
    return new TrainingState(
        RUN.setup().model(),
        "vocabulary",
        "data",
        SequenceMode.STREAM,
        TrainingPosition.START,
        0,
        0,
        0,
        List.of(),
        List.of(new Validation(1, 1, loss)),
        List.of());
  }

  @Test
  void seedsOfATrialBeginTogetherAndAreAsGoodAsTheirMean() {
    List<TrialLeg> first = begun();
    assertThat(names(first))
        .containsExactly("a-seed-1 to 1", "a-seed-2 to 1", "b-seed-1 to 1", "b-seed-2 to 1");
    plan.ended(first.get(1), state(1)); // the best of all, of the worse trial
    plan.ended(first.get(3), state(2.5));
    plan.ended(first.get(0), state(5));
    assertThat(plan.next()).isEmpty();
    plan.ended(first.get(2), state(2.5));

    assertThat(plan.decided().loss(0, 0)).hasValue(3);
    assertThat(names(begun())).containsExactly("b-seed-1 to 2", "b-seed-2 to 2");
    assertThat(plan.decided().winner()).hasValue(1);
    assertThat(plan.runs(1)).extracting(Trial::name).containsExactly("b-seed-1", "b-seed-2");
  }

  @Test
  void trialsBeginInTheOrderThatIsGiven() {
    HalvedTrials shuffled =
        new HalvedTrials(
            List.of(new Trial("a", "a", RUN), new Trial("b", "b", RUN), new Trial("c", "c", RUN)),
            new Rungs(2, List.of(1, 2)),
            List.of("c", "a", "b"));
    List<String> begun = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      TrialLeg leg = shuffled.next().orElseThrow();
      shuffled.begun(leg);
      begun.add(leg.trial().name());
      shuffled.ended(leg, state(i));
    }
    assertThat(begun).containsExactly("c", "a", "b");
    assertThat(shuffled.next().orElseThrow().trial().name()).isEqualTo("c");
    assertThat(shuffled.decided().ranking()).startsWith(2);
  }

  @Test
  void aSeedThatDivergedBringsItsTrialToNothing() {
    Folder place = Folder.at(temp.toString(), new Configuration());
    DivergedBefore.keep(place, "training diverged in round 3");
    DivergedBefore diverged = DivergedBefore.in(place).orElseThrow();
    List<TrialLeg> first = begun();
    plan.ended(first.get(0), state(0.1));
    assertThat(plan.accepts(new IllegalStateException(diverged))).isTrue();
    plan.failed(first.get(1), diverged);
    plan.ended(first.get(2), state(9));
    plan.ended(first.get(3), state(9));

    assertThat(names(begun())).containsExactly("b-seed-1 to 2", "b-seed-2 to 2");
    assertThat(plan.decided().ranking()).containsExactly(1, 0);
  }

  @Test
  void aTrialThatFailsForAnotherReasonHoldsUpWhatDependsOnIt() {
    List<TrialLeg> first = begun();
    IllegalStateException failure = new IllegalStateException("the disk is full");
    assertThat(plan.accepts(failure)).isFalse();
    plan.failed(first.get(0), failure);
    first.subList(1, 4).forEach(leg -> plan.ended(leg, state(1)));

    assertThat(plan.next()).isEmpty();
    assertThat(plan.decided().isDone()).isFalse();
  }
}
