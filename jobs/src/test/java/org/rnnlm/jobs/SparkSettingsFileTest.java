package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;

class SparkSettingsFileTest {
  @TempDir private Path folder;

  @Test
  void whatIsGivenAlreadyStaysAndWhatIsNotSparksIsLeftOut() throws IOException {
    Path file = folder.resolve("defaults.conf");
    Files.writeString(file, "# ours\nspark.a   one two \nspark.b: 2\nspark.c=été\nhome /tmp\n");
    Properties properties = new Properties();
    properties.setProperty("spark.b", "given");
    SparkSettingsFile.load(file, properties);
    assertThat(properties)
        .containsOnly(
            Map.entry("spark.a", "one two"),
            Map.entry("spark.b", "given"),
            Map.entry("spark.c", "été"));
  }

  @Test
  void aFileThatCannotBeReadIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("defaults.conf"), "spark.a \\u12");
    assertThatThrownBy(() -> SparkSettingsFile.load(file, new Properties()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString());
  }
}
