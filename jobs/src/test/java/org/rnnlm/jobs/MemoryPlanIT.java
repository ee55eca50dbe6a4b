package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnlm.text.Text;

/**
 * The memory planned for an executor against the most that one really had: never less, and never
 * twice as much.
 */
@Tag("soak")
class MemoryPlanIT {
  private static final Pattern OPTION = Pattern.compile("(spark\\.executor\\.memory\\w*)=(\\d+)m");
  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s*(\\d+) kB");

  @TempDir private static Path folder;

  @BeforeAll
  static void prepare() throws IOException {
    Assumptions.assumeTrue(
        Files.exists(Path.of("/proc/self/status")), "resident memory is read from Linux's /proc");
    Random random = new Random(1);
    StringBuilder characters = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      characters.append((char) (' ' + random.nextInt(90)));
    }
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < 14_000; i++) {
      words.append('w').append(i < 10_500 ? i : random.nextInt(10_500)).append(' ');
    }
    prepare("characters", characters, "prepare.tokens=characters");
    prepare("words", words, "prepare.tokens=words", "prepare.length=35");
  }

  private static void prepare(String name, CharSequence text, String... settings)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name + ".txt"), text);
    List<Object> words =
        new ArrayList<>(
            List.of("prepare", "--input", file, "--output", folder.resolve(name), "--set"));
    words.add("prepare.test-share=0.01");
    for (String setting : settings) {
      words.addAll(List.of("--set", setting));
    }
    Cli.run(words.toArray()).expect(0);
  }

  @ParameterizedTest
  @CsvSource({
    "characters, 256, 0, 32, 1",
    "characters, 256, 0, 32, 2",
    "words, 200, 200, 20, 1",
    "words, 200, 200, 20, 2",
    "words, 650, 650, 20, 1",
    "words, 650, 650, 20, 2"
  })
  void thePlanIsNeitherTooSmallNorTwiceTooLarge(
      String data, int hidden, int embedding, int batch, int cores) throws Exception {
    Path place = Files.createTempDirectory(folder, "run");
    Object[] train = {
      "train",
      "--data",
      folder.resolve(data),
      "--run",
      place.resolve("run"),
      "--set",
      "model.hidden-size=" + hidden,
      "--set",
      "model.embedding-size=" + embedding,
      "--set",
      "train.batch-size=" + batch,
      "--set",
      "train.round-batches=2",
      "--set",
      "train.epochs=1"
    };
    Map<String, String> environment = Map.of("RNNLM_EXECUTOR_CORES", Integer.toString(cores));
    SubmitScript script = new SubmitScript(folder);
    long planned = planned(script.run(environment, SubmitScript.RNNLM, command("plan", train)));
    long measured;
    try (StandaloneCluster cluster = StandaloneCluster.start(place.resolve("cluster"), 1, 2, "8g");
        PeakMemory peak = new PeakMemory(cluster)) {
      Object[] onCluster = command("--master=" + cluster.url(), train);
      script.run(environment, SubmitScript.RNNLM, onCluster).expect(0);
      measured = peak.mebibytes();
    }
    System.out.print(
        Text.format(
            "%s, 2 x %d, %d core(s) an executor: planned %d MiB, measured %d MiB, ratio %.2f%n",
            data, hidden, cores, planned, measured, planned / (double) measured));
    assertThat(planned).isBetween(measured, 2 * measured);
  }

  private static Object[] command(String first, Object... rest) {
    Object[] all = new Object[rest.length + 1];
    all[0] = first;
    System.arraycopy(rest, 0, all, 1, rest.length);
    return all;
  }

  /** Heap and overhead, in MiB. */
  private static long planned(Cli.Result plan) {
    long sum = 0;
    Matcher option = OPTION.matcher(plan.expect(0).out());
    while (option.find()) {
      sum += Long.parseLong(option.group(2));
    }
    return sum;
  }

  /** The most resident memory that any executor of a cluster had, while this is open. */
  private static final class PeakMemory implements AutoCloseable {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AtomicLong kibibytes = new AtomicLong();

    PeakMemory(StandaloneCluster cluster) {
      timer.scheduleWithFixedDelay(
          () -> cluster.executors().forEach(this::look), 0, 100, TimeUnit.MILLISECONDS);
    }

    private void look(ProcessHandle executor) {
      try {
        Path status = Path.of("/proc", Long.toString(executor.pid()), "status");
        Matcher line = PEAK.matcher(Files.readString(status));
        if (line.find()) {
          kibibytes.accumulateAndGet(Long.parseLong(line.group(1)), Math::max);
        }
      } catch (NoSuchFileException e) {
        // It has ended since.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    long mebibytes() {
      return kibibytes.get() >> 10;
    }

    @Override
    public void close() {
      timer.shutdownNow();
    }
  }
}
