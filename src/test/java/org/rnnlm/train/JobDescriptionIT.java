package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rnnlm.checkpoint.Retention;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.job.JobDescription;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.spark.RecordedJobs;

/** What a training's jobs are called in Spark's pages. */
class JobDescriptionIT extends SmallRunFixture {
  private static RunSpec scoring() {
    return new RunSpec(
        0,
        TokenSpacing.NEVER,
        TokenSpacing.every(1),
        new Retention(1, 1, 0),
        RunLog.NONE,
        everyRound().samples());
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(spark.getLocalProperty("spark.job.description")).isNull();
    assertThat(spark.getLocalProperty("spark.jobGroup.id")).isNull();
  }

  private RecordedJobs jobs(ShardSet data, TrainingSpec training, String name) {
    TrainingRun run =
        new TrainingRun(spark, data, MODEL, training, scoring(), created(name), StopAfter.never());
    return RecordedJobs.of(spark, run::start);
  }

  @Test
  void eachJobOfATrainingIsOfItsRunItsEpochAndItsRound() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    RecordedJobs several = jobs(data, training(3, 1), "several");
    assertThat(several.groups()).containsOnly("train");
    assertThat(several.descriptions())
        .allMatch(description -> description.startsWith("run several: "))
        .contains(
            "run several: measure kernels",
            "run several: epoch 1, rounds from 1 (workers 0-2)",
            "run several: epoch 1, after round 1, score valid",
            "run several: epoch 1, rounds from 2 (workers 0-2)",
            "run several: after epoch 1, score valid");
    assertThat(jobs(data, training(1, 1), "one").descriptions())
        .contains("run one: epoch 1, rounds from 1 (worker 0)");
  }

  @Test
  void aTrainingThatFailsLeavesNothingBehind() throws IOException {
    ShardSet data = SmallCorpus.write(folder.resolve("data"), SEQUENCES);
    TrainingSpec wild =
        TrainingSpec.of(AveragingSpec.of(2, 3), BatchSpec.whole(4), 1, rate(1e38), 5);
    assertThatExceptionOfType(DivergedException.class).isThrownBy(() -> jobs(data, wild, "wild"));
    nothingIsLeft();
    run(data, MODEL, training(1, 1), "model", StopAfter.never());
    RecordedJobs alone =
        RecordedJobs.of(
            spark,
            () -> Evaluator.score(spark, network("model"), KernelSpec.AUTO, data, Split.TEST));
    assertThat(alone.descriptions()).containsOnly("score test");
    assertThat(alone.groups()).containsOnly("evaluate");
  }

  @Test
  void oneWithinAnotherGoesOnWhereThatEndsAndGivesItBack() {
    JobDescription outer = JobDescription.begin(spark, "outer", "prepare a");
    JobDescription.step(spark, "read");
    assertThat(description()).isEqualTo("prepare a: read");
    JobDescription.during(
        spark,
        "inner",
        "within",
        () -> {
          JobDescription.step(spark, "count");
          assertThat(description()).isEqualTo("prepare a: within, count");
          assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("outer");
          return 1;
        });
    assertThat(description()).isEqualTo("prepare a: read");
    outer.close();
  }

  @Test
  void jobsStayInTheGroupOfAProgramThatHasOne() {
    spark.setJobGroup("cell", "a notebook's cell");
    JobDescription told = JobDescription.begin(spark, "train", "run a");
    assertThat(description()).isEqualTo("run a");
    assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("cell");
    told.close();
    assertThat(description()).isEqualTo("a notebook's cell");
    assertThat(spark.getLocalProperty("spark.jobGroup.id")).isEqualTo("cell");
    spark.clearJobGroup();
  }

  private static String description() {
    return spark.getLocalProperty("spark.job.description");
  }
}
