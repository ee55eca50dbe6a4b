package org.rnnlm.jobs;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.SparkEnv;

/**
 * The local file system, {@code faulty:///…}, on which executors come to harm as a {@link
 * FaultPlan} says: whenever one of them opens a training shard, which every worker does in every
 * round. The driver is left alone.
 */
public final class FaultyFileSystem extends RawLocalFileSystem {
  static final String IMPLEMENTATION = "fs.faulty.impl";

  /** The plan's folder. */
  static final String PLAN = "rnnlm.test.faults";

  private FaultPlan plan;

  /** Hadoop makes it, by name. */
  public FaultyFileSystem() {}

  @Override
  public void initialize(URI name, Configuration configuration) throws IOException {
    super.initialize(name, configuration);
    plan = new FaultPlan(java.nio.file.Path.of(configuration.get(PLAN)));
  }

  @Override
  public String getScheme() {
    return "faulty";
  }

  @Override
  public URI getUri() {
    return URI.create("faulty:///");
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    boolean inExecutor = SparkEnv.get() != null && !SparkEnv.get().executorId().equals("driver");
    if (inExecutor && file.getParent().getName().equals("train")) {
      plan.opened();
    }
    return super.open(file, bufferSize);
  }
}
