package org.rnnlm.jobs;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.apache.hadoop.yarn.server.MiniYARNCluster;

/**
 * YARN in this process: a resource manager, and a node manager that starts containers as processes
 * of their own and kills those that outgrow their memory.
 */
final class YarnCluster implements AutoCloseable {
  private static final int NODE_MEBIBYTES = 6144;
  private static final int CONNECT_MILLISECONDS = 120_000;

  private final MiniYARNCluster yarn = new MiniYARNCluster("yarn", 1, 1, 1);
  private final Path settings;

  /**
   * @param folder for the containers, and for the settings by which clients find the cluster
   */
  YarnCluster(Path folder) throws IOException, InterruptedException, YarnException {
    yarn.init(configuration());
    yarn.start();
    if (!yarn.waitForNodeManagersToConnect(CONNECT_MILLISECONDS)) {
      throw new IllegalStateException("the node manager did not come");
    }
    settings = Files.createDirectories(folder.resolve("hadoop-conf"));
    try (OutputStream out = Files.newOutputStream(settings.resolve("yarn-site.xml"))) {
      yarn.getConfig().writeXml(out);
    }
  }

  private static Configuration configuration() {
    Configuration configuration = new YarnConfiguration();
    configuration.set("fs.defaultFS", "file:///");
    configuration.set("yarn.scheduler.capacity.root.queues", "default");
    configuration.set("yarn.scheduler.capacity.root.default.capacity", "100");
    configuration.set("yarn.scheduler.capacity.maximum-am-resource-percent", "1");
    configuration.setInt(YarnConfiguration.YARN_MINICLUSTER_NM_PMEM_MB, NODE_MEBIBYTES);
    configuration.setInt(YarnConfiguration.RM_SCHEDULER_MINIMUM_ALLOCATION_MB, 64);
    configuration.setBoolean(YarnConfiguration.YARN_MINICLUSTER_CONTROL_RESOURCE_MONITORING, true);
    configuration.setBoolean(YarnConfiguration.NM_VMEM_CHECK_ENABLED, false);
    configuration.setInt(YarnConfiguration.NM_CONTAINER_MON_INTERVAL_MS, 500);
    configuration.setFloat(YarnConfiguration.NM_MAX_PER_DISK_UTILIZATION_PERCENTAGE, 99.9f);
    return configuration;
  }

  /** What to give as {@code HADOOP_CONF_DIR}. */
  Path settings() {
    return settings;
  }

  @Override
  public void close() {
    yarn.stop();
  }
}
