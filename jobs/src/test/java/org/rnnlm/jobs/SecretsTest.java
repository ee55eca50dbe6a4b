package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fs.s3a.secret.key=",
        "spark.hadoop.fs.s3a.secret.key=",
        "--conf=spark.hadoop.fs.s3a.access.key=",
        "--set=fs.s3a.session.token=",
        "AWS_SECRET_ACCESS_KEY=",
        "AWS_ACCESS_KEY_ID=",
        "spark.authenticate.secret=",
        "spark.ssl.keyPassword=",
        "fs.azure.account.key.store.blob.core.windows.net=",
        "s3a://AKIAEXAMPLE:"
      })
  void whatLooksLikeAKeyIsRefusedWithoutBeingRepeated(String name) {
    String argument = name + SECRET + (name.startsWith("s3a:") ? "@bucket/data" : "");

    Cli.Result result = Cli.run("train", "--data", "d", "--run", "r", "--set", argument).expect(2);

    assertThat(result.out() + result.err())
        .contains("looks like a key", "submit/STORAGE.md")
        .doesNotContain(SECRET, SECRET.substring(0, 12));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prepare.tokens=words",
        "prepare.shard-tokens=5000",
        "train.warm-up-tokens=3",
        "spark.hadoop.hadoop.security.credential.provider.path=jceks://hdfs@nn/user/me/s3.jceks",
        "spark.authenticate.secret.file=/run/secret",
        "s3a://bucket/data@2026/MANIFEST.json",
        "hdfs://namenode:8020/data@x",
        "The secret = a key, said the password",
        "--prompt=a=b"
      })
  void whatOnlyLooksLikeItIsTaken(String argument) {
    assertThat(Secrets.refusal(argument)).isEmpty();
  }

  @Test
  void aLoginInAnyPathIsRefused() {
    assertThat(Secrets.refusal("hdfs://me:pass@namenode/data")).isPresent();
    assertThat(Secrets.refusal("s3a://AKIA:ab/cd@bucket/data")).isPresent();
  }

  @Test
  void aKeyAmongTheOptionsOfSparkSubmitIsRefused() {
    String command = System.getProperty("sun.java.command", "");
    try {
      System.setProperty(
          "sun.java.command",
          "org.apache.spark.deploy.SparkSubmit --conf spark.hadoop.fs.s3a.secret.key=" + SECRET);
      Cli.Result result = Cli.run("verify", "data").expect(2);
      assertThat(result.out() + result.err()).contains("looks like a key").doesNotContain(SECRET);
    } finally {
      System.setProperty("sun.java.command", command);
    }
  }

  @Test
  void aKeyInASettingsFileIsAnUnknownSettingWhoseValueIsNotShown(@TempDir Path folder)
      throws IOException {
    Path file =
        Files.writeString(folder.resolve("s3.conf"), "fs.s3a.secret.key = \"" + SECRET + '"');
    Cli.Result result = Cli.run("train", "--data", "d", "--run", "r", "--config", file).expect(2);
    assertThat(result.out() + result.err())
        .contains("fs.s3a.secret.key", "no such setting")
        .doesNotContain(SECRET);
  }
}
