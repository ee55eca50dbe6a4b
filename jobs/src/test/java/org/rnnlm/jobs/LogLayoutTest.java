package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

/** How a line of the log looks that Spark or Hadoop writes. */
class LogLayoutTest {
  @Test
  void ofATraceTheFirstLineIsShown() {
    URI file = Path.of("../conf/log4j2.properties").toUri();
    try (LoggerContext context = new LoggerContext("layout", null, file)) {
      context.start();
      String shown =
          context
              .getConfiguration()
              .getAppender("console")
              .getLayout()
              .toSerializable(
                  Log4jLogEvent.newBuilder()
                      .setLoggerName("org.apache.spark.Part")
                      .setLevel(Level.WARN)
                      .setMessage(new SimpleMessage("it failed"))
                      .setThrown(new IllegalStateException("a disk is gone"))
                      .build())
              .toString();
      assertThat(shown.lines())
          .satisfiesExactly(
              line -> assertThat(line).endsWith("WARN  Part: it failed"),
              line ->
                  assertThat(line).isEqualTo("java.lang.IllegalStateException: a disk is gone"));
    }
  }
}
