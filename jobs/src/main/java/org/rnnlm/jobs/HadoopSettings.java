package org.rnnlm.jobs;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.package$;

/**
 * Hadoop's settings for commands that need no Spark: its files, {@code spark.hadoop.*} of this
 * process and S3's keys from the environment, as Spark hands them on. To ask Spark itself takes a
 * fifth of a second, which a short command feels.
 */
final class HadoopSettings {
  /**
   * What Spark sends a driver on YARN of its client's settings; passed over where there is none.
   */
  private static final String OF_YARNS_CLIENT = "__spark_hadoop_conf__.xml";

  private static final String PREFIX = "spark.hadoop.";

  private HadoopSettings() {}

  static Configuration current() {
    Configuration hadoop = new Configuration();
    hadoop.addResource(OF_YARNS_CLIENT);
    keys(System.getenv(), hadoop);
    System.getProperties()
        .forEach(
            (key, value) -> {
              if (key.toString().startsWith(PREFIX)) {
                hadoop.set(key.toString().substring(PREFIX.length()), value.toString());
              }
            });
    endpoint(hadoop);
    return hadoop;
  }

  /** Takes keys over where both halves are there, and with Spark 4 the endpoint along with them. */
  static void keys(Map<String, String> environment, Configuration hadoop) {
    String id = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (id == null || secret == null) {
      return;
    }
    hadoop.set("fs.s3a.access.key", id);
    hadoop.set("fs.s3a.secret.key", secret);
    String session = environment.get("AWS_SESSION_TOKEN");
    if (session != null) {
      hadoop.set("fs.s3a.session.token", session);
    }
    String endpoint = environment.get("AWS_ENDPOINT_URL");
    if (endpoint != null && !isSpark3()) {
      hadoop.set("fs.s3a.endpoint", endpoint);
    }
  }

  private static boolean isSpark3() {
    return package$.MODULE$.SPARK_VERSION().startsWith("3.");
  }

  /**
   * Sets an endpoint, which S3's file system needs on machines that are not Amazon's; that of
   * Hadoop 3.4, which Spark 4 has, needs none.
   */
  private static void endpoint(Configuration hadoop) {
    if (isSpark3()
        && hadoop.get("fs.s3a.endpoint", "").isEmpty()
        && hadoop.get("fs.s3a.endpoint.region") == null) {
      hadoop.set("fs.s3a.endpoint", "s3.amazonaws.com");
    }
  }
}
