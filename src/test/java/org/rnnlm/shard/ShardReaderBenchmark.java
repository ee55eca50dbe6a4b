package org.rnnlm.shard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.rnnlm.io.Folder;

/**
 * Tokens a second that one core reads from a shard on local disk, hashed and decoded; run as {@code
 * mvn -q -pl src -Pjmh test-compile exec:exec -Djmh=ShardReaderBenchmark}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ShardReaderBenchmark {
  private static final int TOKENS = 1 << 20; // prepare.shard-tokens

  @Param({"characters", "words"})
  String kind;

  private Path path;
  private Folder folder;
  private Shard shard;

  @Setup(Level.Trial)
  public void write() throws IOException {
    path = Files.createTempDirectory("rnnlm-shard");
    folder = Folder.at(path.toString(), new Configuration(false));
    boolean words = kind.equals("words");
    int length = words ? 35 : 100;
    SplittableRandom random = new SplittableRandom(1);
    ShardWriter writer = new ShardWriter(folder, "shard.parquet");
    try (writer) {
      for (int i = 0, done = 0; done < TOKENS; i++) {
        int[] tokens = new int[Math.min(length + 1, Math.max(2, TOKENS - done))];
        for (int t = 0; t < tokens.length; t++) {
          tokens[t] = zipf(random, words ? 10_000 : 90);
        }
        writer.write(new TokenSequence(i, i / 40, tokens));
        done += tokens.length;
      }
    }
    shard = writer.shard();
  }

  /** About as tokens of text are: the n-th most frequent one n times as rare as the first. */
  private static int zipf(SplittableRandom random, int size) {
    return 3 + (int) Math.min(size - 1.0, Math.exp(random.nextDouble() * Math.log(size)) - 1);
  }

  @TearDown(Level.Trial)
  public void delete() throws IOException {
    for (Path file : List.of(path.resolve("shard.parquet"), path.resolve(".shard.parquet.crc"))) {
      Files.deleteIfExists(file);
    }
    Files.deleteIfExists(path);
  }

  @Benchmark
  @OperationsPerInvocation(TOKENS)
  public List<TokenSequence> read() {
    return ShardReader.read(folder, shard);
  }
}
