package org.rnnlm.ml;

import java.util.List;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Keeps how the jobs of a context are described. */
final class Descriptions extends SparkListener {
  private final List<String> told;

  Descriptions(List<String> told) {
    this.told = told;
  }

  @Override
  public void onJobStart(SparkListenerJobStart job) {
    told.add(job.properties().getProperty("spark.job.description", ""));
  }
}
