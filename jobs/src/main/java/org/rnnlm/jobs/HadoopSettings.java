package org.rnnlm.jobs;

import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;

/** Hadoop's settings for commands that need no Spark: its files, and {@code spark.hadoop.*}. */
final class HadoopSettings {
  private HadoopSettings() {}

  static Configuration current() {
    return SparkHadoopUtil.get().newConfiguration(new SparkConf());
  }
}
