package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.security.alias.CredentialProvider;
import org.apache.hadoop.security.alias.CredentialProviderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.jobs.FaultyProxy.Fault;
import org.rnnlm.run.RunFolder;
import org.rnnlm.train.ClaimContract;

/** All commands on S3: a server that is well, one that falters, and one that is gone. */
class S3IT {
  private static final String WELL = "s3a://well/";
  private static final String FALTERING = "s3a://faltering/";
  private static final String GONE = "s3a://gone/";

  @TempDir private static Path folder;
  private static S3Server server;
  private static FaultyProxy proxy;
  private static FaultyProxy vanishing;
  private static SparkProperties properties;

  @BeforeAll
  static void startServerAndProxies() throws Exception {
    server = S3Server.start(folder, "well", "faltering", "gone");
    proxy = new FaultyProxy(server.port());
    vanishing = new FaultyProxy(server.port());
    Map<String, String> settings =
        new HashMap<>(SparkDefaults.startingWith("spark.hadoop.fs.s3a."));
    settings.put("spark.hadoop.hadoop.security.credential.provider.path", credentials());
    settings.put("spark.hadoop.fs.s3a.path.style.access", "true");
    settings.put("spark.hadoop.fs.s3a.connection.ssl.enabled", "false");
    settings.put("spark.hadoop.fs.s3a.bucket.well.endpoint", endpoint(server.port()));
    settings.put("spark.hadoop.fs.s3a.bucket.faltering.endpoint", endpoint(proxy.port()));
    settings.put("spark.hadoop.fs.s3a.bucket.gone.endpoint", endpoint(vanishing.port()));
    settings.put("spark.hadoop.fs.s3a.connection.timeout", "2000"); // a stall's end, in ms
    // What is waited for before S3 is asked again, a twenty-fifth of what conf/spark-defaults.conf
    // has; Amazon's library asks once, since its own waiting cannot be shortened.
    for (String bucket : new String[] {"faltering", "gone"}) {
      String of = "spark.hadoop.fs.s3a.bucket." + bucket;
      settings.put(of + ".retry.interval", "20ms");
      settings.put(of + ".retry.throttle.interval", "20ms");
      settings.put(of + ".attempts.maximum", "1");
    }
    properties = SparkProperties.set(settings);
    LocalReference.prepare(LocalReference.get().dump(), WELL + "data").expect(0);
  }

  /** A store as {@code hadoop credential create} makes it. */
  private static String credentials() throws IOException {
    String store = "localjceks://file" + folder.resolve("keys.jceks");
    Configuration configuration = new Configuration();
    configuration.set(CredentialProviderFactory.CREDENTIAL_PROVIDER_PATH, store);
    CredentialProvider provider = CredentialProviderFactory.getProviders(configuration).get(0);
    provider.createCredentialEntry("fs.s3a.access.key", S3Server.IDENTITY.toCharArray());
    provider.createCredentialEntry("fs.s3a.secret.key", S3Server.SECRET.toCharArray());
    provider.flush();
    return store;
  }

  private static String endpoint(int port) {
    return "http://127.0.0.1:" + port;
  }

  @AfterAll
  static void stop() throws IOException {
    if (properties != null) {
      properties.close();
    }
    if (server != null) {
      proxy.close();
      vanishing.close();
      server.close();
    }
  }

  private static float[] parameters(String run) {
    return LocalReference.parameters(run, HadoopSettings.current());
  }

  @Test
  void everyCommandDoesOnS3WhatItDoesOnALocalDisk() throws IOException {
    String data = WELL + "data";
    String run = WELL + "run";
    assertThat(Folder.at(data, HadoopSettings.current()).readText("MANIFEST.json"))
        .isEqualTo(Files.readString(Path.of(LocalReference.get().data(), "MANIFEST.json")));

    LocalReference.train(data, run, "train.epochs=1").expect(0);
    LocalReference.resume(data, run, "train.epochs=2").expect(0);
    assertThat(parameters(run)).isEqualTo(LocalReference.get().parameters());
    assertThat(Cli.run("evaluate", "--checkpoint", run, "--data", data).expect(0).lastLine())
        .contains("\"checkpoint\":\"" + run + "/checkpoints/");
    assertThat(Cli.run("generate", "--checkpoint", run, "--length", 50).expect(0).out())
        .isEqualTo(
            Cli.run("generate", "--checkpoint", LocalReference.get().run(), "--length", 50).out());
    assertThat(
            LocalReference.score(
                run, LocalReference.get().dump(), WELL + "scores", HadoopSettings.current()))
        .isEqualTo(LocalReference.get().scores());
    assertThat(Cli.run("verify", data, run).expect(0).lastLine()).contains("\"ok\":true");
  }

  @Test
  void aServerThatFaltersIsAskedAgain() {
    AtomicInteger requests = new AtomicInteger();
    proxy.rule(
        request ->
            switch (requests.incrementAndGet() % 12) {
              case 3 -> Fault.UNAVAILABLE;
              case 7 -> Fault.RESET;
              default -> requests.get() == 40 ? Fault.STALL : Fault.NONE;
            });

    LocalReference.prepare(LocalReference.get().dump(), FALTERING + "data").expect(0);
    LocalReference.train(FALTERING + "data", FALTERING + "run", "train.epochs=2").expect(0);

    assertThat(proxy.faults()).isGreaterThan(10);
    assertThat(parameters(FALTERING + "run")).isEqualTo(LocalReference.get().parameters());
    proxy.rule(request -> Fault.NONE);
    Cli.run("verify", FALTERING + "data", FALTERING + "run").expect(0);
  }

  @Test
  void aServerThatIsGoneEndsTheRunInTimeWithTheLastCheckpointNamed() {
    String run = GONE + "run";
    vanishing.rule(request -> request.contains("round-000004/model.zip") ? vanish() : Fault.NONE);
    long start = System.nanoTime();

    Cli.Result failed = LocalReference.train(WELL + "data", run, "train.epochs=2").expect(1);

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMinutes(2));
    assertThat(failed.err())
        .contains("error: " + run + "/checkpoints/round-000004/")
        .contains("the last good checkpoint is " + run + "/checkpoints/round-000003")
        .contains("--resume");
    assertThat(folder.resolve("buckets/gone/run/checkpoints/round-000004/MANIFEST.json"))
        .doesNotExist();
    Path moved = folder.resolve("buckets/well/moved");
    assertThat(folder.resolve("buckets/gone/run").toFile().renameTo(moved.toFile())).isTrue();
    assertThat(CheckpointStore.of(Folder.at(WELL + "moved", HadoopSettings.current())).rounds())
        .containsExactly(2, 3);
    Folder.at(WELL + "moved", HadoopSettings.current())
        .child(RunFolder.CLAIMS)
        .delete(); // of a live process
    LocalReference.resume(WELL + "data", WELL + "moved").expect(0);
    assertThat(parameters(WELL + "moved")).isEqualTo(LocalReference.get().parameters());
  }

  private static Fault vanish() {
    try {
      vanishing.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Fault.RESET;
  }

  @Test
  void aRunHasOneDriver() {
    ClaimContract.holdsOn(
        Folder.at(WELL + "claimed", HadoopSettings.current()), Duration.ofSeconds(6));
    OneDriver.isAllThatARunHas(WELL + "data", WELL + "held", Duration.ofSeconds(6));
  }

  @Test
  void aShardWhoseWriterIsKilledIsWholeOrAsItWas() throws Exception {
    Folder shards = Folder.at(FALTERING + "shards", HadoopSettings.current());
    proxy.rule(request -> Fault.NONE);
    shards.publish("shard", "as it was".getBytes(StandardCharsets.UTF_8));
    CountDownLatch sending = new CountDownLatch(1);
    proxy.rule(
        request -> {
          if (!request.startsWith("PUT")) {
            return Fault.NONE;
          }
          sending.countDown();
          return Fault.STALL;
        });
    Thread writer = new Thread(() -> shards.publish("shard", new byte[100_000]));
    writer.setUncaughtExceptionHandler((thread, failure) -> {});
    writer.start();
    sending.await();
    writer.interrupt();
    writer.join();
    proxy.rule(request -> Fault.NONE);

    assertThat(shards.readText("shard")).isEqualTo("as it was");
  }
}
