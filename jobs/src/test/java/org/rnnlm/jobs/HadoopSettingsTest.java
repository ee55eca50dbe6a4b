package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.deploy.SparkHadoopUtil$;
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

  /** Only the line of Spark that hands it on itself heeds it, so that all parts ask one server. */
  @Test
  void theEndpointOfTheEnvironmentCountsWhereSparkHeedsItToo() {
    String endpoint = "http://localhost:9000";
    Map<String, String> environment =
        Map.of(
            "AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "k", "AWS_ENDPOINT_URL", endpoint);
    Configuration hadoop = new Configuration(false);
    HadoopSettings.keys(environment, hadoop);
    boolean heeded =
        Stream.of(SparkHadoopUtil$.class.getMethods())
            .anyMatch(method -> method.getName().equals("ENV_VAR_AWS_ENDPOINT_URL"));
    assertThat(hadoop.get("fs.s3a.endpoint")).isEqualTo(heeded ? endpoint : null);
  }
}
