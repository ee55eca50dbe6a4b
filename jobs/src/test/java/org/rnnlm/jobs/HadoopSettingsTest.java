package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HadoopSettingsTest {
  private static final String SETTING = "spark.hadoop.fs.s3a.path.style.access";

  @AfterEach
  void forgetSettings() {
    System.clearProperty(SETTING);
  }

  private static Map<String, String> ofFileSystems(Configuration hadoop) {
    Map<String, String> settings = new HashMap<>();
    hadoop.forEach(
        entry -> {
          if (entry.getKey().startsWith("fs.s3a.") || entry.getKey().startsWith("dfs.")) {
            settings.put(entry.getKey(), hadoop.get(entry.getKey()));
          }
        });
    return settings;
  }

  @Test
  void withoutSparkFileSystemsAreSetAsSparkWouldSetThem() {
    System.setProperty(SETTING, "true");
    assertThat(ofFileSystems(HadoopSettings.current()))
        .containsEntry("fs.s3a.path.style.access", "true")
        .containsEntry("fs.s3a.endpoint", "s3.amazonaws.com")
        .isEqualTo(ofFileSystems(SparkHadoopUtil.get().newConfiguration(new SparkConf())));
  }

  @Test
  void keysOfTheEnvironmentCountWhereBothHalvesAreThere() {
    Configuration hadoop = new Configuration(false);
    HadoopSettings.keys(Map.of("AWS_ACCESS_KEY_ID", "id"), hadoop);
    assertThat(hadoop).isEmpty();
    HadoopSettings.keys(
        Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "k", "AWS_SESSION_TOKEN", "s"),
        hadoop);
    assertThat(hadoop.get("fs.s3a.access.key")).isEqualTo("id");
    assertThat(hadoop.get("fs.s3a.secret.key")).isEqualTo("k");
    assertThat(hadoop.get("fs.s3a.session.token")).isEqualTo("s");
  }
}
