package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.AmazonClientException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.fs.s3a.S3AFileSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys reach the S3 server and Spark's authentication, and nothing that anyone may read. */
class SecretsIT {
  private static final String AUTHENTICATION = "qT7sparkSecretOfThisTest";
  private static final Path EXECUTORS = SubmitScript.ROOT.resolve("jobs/target/spark/work");

  @TempDir private Path folder;
  private S3Server server;
  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void startAServer() throws Exception {
    server = S3Server.start(Files.createDirectory(folder.resolve("server")), "private");
    Files.createDirectory(folder.resolve("events"));
    environment.put("AWS_ACCESS_KEY_ID", S3Server.IDENTITY);
    environment.put("AWS_SECRET_ACCESS_KEY", S3Server.SECRET);
    environment.put("RNNLM_SPARK_DEFAULTS", privateDefaults().toString());
    environment.put("RNNLM_MASTER", "local-cluster[1,1,1024]");
    environment.put("RNNLM_DRIVER_MEMORY", "1g");
    environment.put("SPARK_SUBMIT_OPTS", "-Dlog4j2.configurationFile=" + logEverything());
    environment.put(
        "RNNLM_SPARK_OPTIONS",
        String.join(
            " ",
            "--jars " + jar(S3AFileSystem.class) + "," + jar(AmazonClientException.class),
            "--conf spark.hadoop.fs.s3a.endpoint=http://127.0.0.1:" + server.port(),
            "--conf spark.hadoop.fs.s3a.path.style.access=true",
            "--conf spark.eventLog.enabled=true",
            "--conf spark.eventLog.dir=" + folder.resolve("events").toUri(),
            "--conf spark.authenticate=true",
            "--conf spark.network.crypto.enabled=true",
            "--conf spark.io.encryption.enabled=true"));
  }

  @AfterEach
  void stopIt() {
    if (server != null) {
      server.close();
    }
  }

  private static String jar(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  /** As submit/STORAGE.md has it for clusters where Spark makes no secret of its own. */
  private Path privateDefaults() throws IOException {
    return Files.writeString(
        folder.resolve("private.conf"),
        Files.readString(SubmitScript.ROOT.resolve("conf/spark-defaults.conf"))
            + "\nspark.authenticate.secret "
            + AUTHENTICATION
            + "\n");
  }

  private String logEverything() throws IOException {
    return Files.writeString(
            folder.resolve("info.properties"),
            """
            appender.console.type = Console
            appender.console.name = console
            appender.console.target = SYSTEM_ERR
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = %p %c: %m%n%ex
            rootLogger.level = info
            rootLogger.appenderRef.console.ref = console
            """)
        .toUri()
        .toString();
  }

  private Cli.Result run(Object... arguments) throws IOException, InterruptedException {
    return new SubmitScript(folder).run(environment, SubmitScript.RNNLM, arguments);
  }

  @Test
  void keysAreInNoLogReportCheckpointOrSetting() throws Exception {
    Files.writeString(folder.resolve("play.txt"), "to be or not to be, ".repeat(400));
    Cli.Result prepared =
        run(
                "prepare",
                "--input",
                "play.txt",
                "--output",
                "s3a://private/data",
                "--set",
                "prepare.length=30")
            .expect(0);
    assertThat(prepared.err()).contains("SecurityManager: authentication enabled");
    environment.put("RNNLM_MASTER", "local[1]");
    run(
            "train",
            "--data",
            "s3a://private/data",
            "--run",
            "s3a://private/run",
            "--set",
            "model.hidden-size=4",
            "--set",
            "train.epochs=1",
            "--set",
            "sample.length=5")
        .expect(0);
    environment.put("AWS_SECRET_ACCESS_KEY", "another" + S3Server.SECRET);
    Cli.Result refused = run("verify", "s3a://private/run").expect(1);
    assertThat(refused.out() + refused.err()).contains("403");

    assertThat(folder.resolve("server/buckets/private/run/settings.conf")).exists();
    assertThat(folder.resolve("events")).isNotEmptyDirectory();
    assertNoKeysIn(folder);
    assertNoKeysIn(EXECUTORS);
  }

  private void assertNoKeysIn(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(folder.resolve("server")) && file.toString().contains("s3proxy")
            || file.endsWith("private.conf")
            || file.toString().endsWith(".jar")) {
          continue; // the server and the private settings have the keys
        }
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
            .as("%s", file)
            .doesNotContain(S3Server.SECRET, AUTHENTICATION);
      }
    }
  }

  @Test
  void keysAsArgumentsAreRefusedBeforeAnyOtherProgramSeesThem() throws Exception {
    environment.put(
        "RNNLM_SPARK_OPTIONS", "--conf spark.hadoop.fs.s3a.secret.key=" + S3Server.SECRET);
    for (Cli.Result result :
        new Cli.Result[] {
          run("verify", "s3a://private/run"),
          new SubmitScript(folder)
              .run("verify", "s3a://" + S3Server.IDENTITY + ":" + S3Server.SECRET + "@private/run"),
          new SubmitScript(folder)
              .run("verify", "x", "--set", "fs.s3a.access.key=" + S3Server.IDENTITY)
        }) {
      result.expect(2);
      assertThat(result.out() + result.err())
          .contains("looks like a key", "submit/STORAGE.md")
          .doesNotContain(S3Server.SECRET, S3Server.IDENTITY, "java");
    }
  }
}
