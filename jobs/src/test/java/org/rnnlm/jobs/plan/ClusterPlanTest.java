package org.rnnlm.jobs.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.model.ComputeSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.train.MemoryEstimate;
import org.rnnlm.train.RoundBytes;

class ClusterPlanTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final Demand WORDS = demand(650, 5);

  @TempDir private Path folder;

  private static Demand demand(int width, int workers) {
    ModelSpec model =
        ModelSpec.of(Cell.LSTM, 2, width)
            .with(EmbeddingSpec.trained(width))
            .with(DropoutSpec.of(0.2));
    MemoryEstimate worker = MemoryEstimate.of(model, ComputeSpec.AUTO, 10_004, 20, 35);
    return Demand.of(workers, worker, 3_000_000, 1 << 20);
  }

  private static ClusterPlan plan(String master, Demand demand, String... options) {
    return ClusterPlan.of(master, demand, SparkSettings.of(Optional.empty(), List.of(options)));
  }

  private static long bytes(ClusterPlan plan, String key) {
    String value = plan.settings().get(key);
    assertThat(value).matches("[1-9]\\d*m");
    return Long.parseLong(value.substring(0, value.length() - 1)) * MEBIBYTE;
  }

  private static long limit(ClusterPlan plan, String process, String name) {
    String options = plan.settings().get("spark." + process + ".extraJavaOptions");
    String value = options.replaceAll(".*-Dorg.bytedeco.javacpp." + name + "=(\\d+)m.*", "$1");
    return Long.parseLong(value) * MEBIBYTE;
  }

  @Test
  void aContainerHoldsHeapArraysAndJavaItself() {
    ClusterPlan plan = plan("yarn", WORDS);
    long heap = bytes(plan, "spark.executor.memory");
    long overhead = bytes(plan, "spark.executor.memoryOverhead");
    assertThat(limit(plan, "executor", "maxphysicalbytes")).isEqualTo(heap + overhead);
    assertThat(limit(plan, "executor", "maxbytes"))
        .isGreaterThan(WORDS.workerBytes())
        .isLessThan(overhead - 300 * MEBIBYTE);
    assertThat(heap).isGreaterThan(4 * WORDS.stateBytes());
    assertThat(plan.shortBytes()).isZero();
  }

  @Test
  void everyCoreOfAnExecutorAddsAWorker() {
    ClusterPlan one = plan("yarn", WORDS);
    ClusterPlan three = plan("yarn", WORDS, "--executor-cores", "3");
    assertThat(three.executor().nativeBytes() - one.executor().nativeBytes())
        .isGreaterThan(2 * (WORDS.workerBytes() + WORDS.stateBytes()) - 8 * MEBIBYTE)
        .isLessThan(2 * (WORDS.workerBytes() + WORDS.stateBytes()) + 8 * MEBIBYTE);
    assertThat(three.executor().heapBytes())
        .isGreaterThan(one.executor().heapBytes() + 4 * WORDS.stateBytes());
  }

  @Test
  void networksThatWorkersKeepForTheirNextRoundHaveRoomBesideThoseThatScore() {
    long worker = WORDS.workerBytes();
    MemoryPlan none = plan("yarn", WORDS).executor();
    assertThat(plan("yarn", WORDS.keeping(10 * worker)).executor().nativeBytes())
        .isBetween(none.nativeBytes() + worker, none.nativeBytes() + worker + 8 * MEBIBYTE);
    assertThat(plan("yarn", WORDS.keeping(worker)).executor()).as("none is kept").isEqualTo(none);
    long three =
        plan("yarn", WORDS.keeping(2 * worker), "--executor-cores", "3").executor().nativeBytes();
    assertThat(three - plan("yarn", WORDS, "--executor-cores", "3").executor().nativeBytes())
        .as("no more than is asked for")
        .isBetween(2 * worker - 8 * MEBIBYTE, 2 * worker + 8 * MEBIBYTE);
  }

  @Test
  void coresThatHaveNoWorkerAddNothing() {
    assertThat(plan("yarn", WORDS, "--executor-cores", "9").executor())
        .isEqualTo(plan("yarn", WORDS, "--executor-cores", "5").executor());
  }

  @Test
  void thereAreExecutorsForAllWorkersAtOnce() {
    assertThat(plan("yarn", WORDS).settings()).containsEntry("spark.executor.instances", "5");
    assertThat(plan("k8s://https://host:6443", WORDS, "--executor-cores=2").settings())
        .containsEntry("spark.executor.instances", "3")
        .doesNotContainKey("spark.executor.cores");
    assertThat(plan("spark://host:7077", WORDS).settings())
        .containsEntry("spark.cores.max", "5")
        .containsEntry("spark.executor.cores", "1")
        .doesNotContainKey("spark.executor.instances");
    assertThat(plan("yarn", WORDS, "--conf", "spark.dynamicAllocation.enabled=true").settings())
        .doesNotContainKey("spark.executor.instances");
  }

  @Test
  void whatTheUserSetStaysAndTheRestFollowsFromIt() {
    ClusterPlan plan =
        plan(
            "yarn",
            WORDS,
            "--executor-memory",
            "6g",
            "--conf",
            "spark.executor.memoryOverhead=2048",
            "--conf",
            "spark.driver.memory=3g",
            "--num-executors",
            "2");
    assertThat(plan.settings())
        .doesNotContainKeys(
            "spark.executor.memory",
            "spark.executor.memoryOverhead",
            "spark.driver.memory",
            "spark.executor.instances");
    assertThat(limit(plan, "executor", "maxphysicalbytes")).isEqualTo(8192 * MEBIBYTE);
    assertThat(plan.executors()).contains(2);
    assertThat(plan.driver().heapBytes()).isEqualTo(3072 * MEBIBYTE);
  }

  @Test
  void tooLittleIsToldButTaken() {
    ClusterPlan plan = plan("yarn", WORDS, "--conf", "spark.executor.memoryOverhead=256m");
    assertThat(plan.shortBytes())
        .isEqualTo(plan("yarn", WORDS).executor().overheadBytes() - 256 * MEBIBYTE);
    assertThat(plan("yarn", WORDS, "--conf", "spark.executor.memoryOverheadFactor=0.5").settings())
        .doesNotContainKey("spark.executor.memoryOverhead");
  }

  @Test
  void javaOptionsOfTheUserStay() throws IOException {
    Path file = folder.resolve("spark-defaults.conf");
    Files.writeString(
        file,
        """
        # ours
        spark.executor.extraJavaOptions  -Da=b
        spark.executor.memory            5g
        """);
    SparkSettings given =
        SparkSettings.of(Optional.of(file), List.of("--conf", "spark.executor.memory=7g"));
    ClusterPlan plan = ClusterPlan.of("yarn", WORDS, given);
    assertThat(plan.settings().get("spark.executor.extraJavaOptions")).startsWith("-Da=b -Dorg.");
    assertThat(plan.executor().heapBytes()).isEqualTo(7168 * MEBIBYTE);

    ClusterPlan limited =
        plan(
            "yarn",
            WORDS,
            "--conf",
            "spark.executor.extraJavaOptions=-Dorg.bytedeco.javacpp.maxbytes=9g");
    assertThat(limited.settings())
        .containsEntry("spark.executor.extraJavaOptions", "-Dorg.bytedeco.javacpp.maxbytes=9g");
  }

  @Test
  void aDriverInTheClusterHasALimitOfItsOwn() {
    assertThat(plan("yarn", WORDS).settings()).doesNotContainKey("spark.driver.memoryOverhead");
    ClusterPlan plan =
        plan(
            "yarn",
            WORDS,
            "--deploy-mode",
            "cluster",
            "--conf",
            "spark.driver.extraJavaOptions=-Dorg.bytedeco.javacpp.maxphysicalbytes=0");
    long container =
        bytes(plan, "spark.driver.memory") + bytes(plan, "spark.driver.memoryOverhead");
    assertThat(plan.settings().get("spark.driver.extraJavaOptions"))
        .endsWith("maxphysicalbytes=" + container / MEBIBYTE + "m");
  }

  @Test
  void theDriverHoldsARoundsValuesAndFetchesThem() {
    Demand large = demand(3000, 8);
    ClusterPlan plan = plan("yarn", large);
    assertThat(plan.driver().heapBytes()).isGreaterThan(7 * large.stateBytes());
    assertThat(bytes(plan, "spark.driver.maxResultSize")).isGreaterThan(large.stateBytes());
    assertThat(plan("yarn", demand(10, 8)).driver().heapBytes()).isEqualTo(1024 * MEBIBYTE);
  }

  @Test
  void aDriverThatTakesTheMeanHasRoomForWhatAllWorkersSend() {
    long state = WORDS.stateBytes();
    RoundBytes each = new RoundBytes(state, state, 0);
    Demand many = demand(650, 64);
    MemoryPlan onExecutors = plan("yarn", many.moving(each, 64 * state - 1)).driver();
    assertThat(onExecutors).isEqualTo(plan("yarn", WORDS).driver());

    ClusterPlan plan = plan("yarn", many.moving(each, 64 * state));
    assertThat(plan.driver().heapBytes())
        .isGreaterThanOrEqualTo(onExecutors.heapBytes() + 64 * state)
        .isLessThan(onExecutors.heapBytes() + 80 * state);
    assertThat(bytes(plan, "spark.driver.maxResultSize")).isGreaterThan(64 * state);
    assertThat(plan("yarn", many.moving(each, 64 * state).beside(2)).driver().heapBytes())
        .isGreaterThan(plan.driver().heapBytes() + 64 * state);
  }

  @Test
  void aLocalClusterSaysItself() {
    ClusterPlan plan = plan("local-cluster[3,2,800]", WORDS);
    assertThat(plan.cores()).isEqualTo(2);
    assertThat(plan.executor().heapBytes()).isEqualTo(800 * MEBIBYTE);
    assertThat(plan.shortBytes()).isPositive();
  }

  @Test
  void aCommandWithoutAModelHasSparksOwnSizes() {
    assertThat(plan("yarn", Demand.NONE).settings())
        .containsEntry("spark.executor.memory", "1024m")
        .containsEntry("spark.driver.memory", "4096m")
        .doesNotContainKey("spark.executor.instances");
  }

  @Test
  void settingsThatAreNoAmountsAreErrors() {
    assertThatThrownBy(() -> plan("yarn", WORDS, "--executor-memory", "much"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("spark.executor.memory is much");
    assertThatThrownBy(() -> plan("yarn", WORDS, "--executor-cores", "0"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("spark.executor.cores is 0");
  }

  @Test
  void trainingsBesideEachOtherHaveWorkersOfTheirOwnAndADriverThatHoldsThemAll() {
    Demand three = WORDS.beside(3);
    assertThat(plan("yarn", three).settings()).containsEntry("spark.executor.instances", "15");
    assertThat(plan("yarn", three).driver().heapBytes())
        .isGreaterThan(plan("yarn", WORDS).driver().heapBytes() + 15 * WORDS.stateBytes());
    assertThat(plan("yarn", WORDS.beside(1))).isEqualTo(plan("yarn", WORDS));
  }
}
