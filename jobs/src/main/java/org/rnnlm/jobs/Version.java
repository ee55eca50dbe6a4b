package org.rnnlm.jobs;

import org.apache.spark.package$;
import org.bytedeco.dnnl.global.dnnl;
import org.rnnlm.text.Text;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the jar's manifest, and those of what it runs on. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {
      name(),
      "Spark " + package$.MODULE$.SPARK_VERSION(),
      "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name"),
      "oneDNN " + oneDnn()
    };
  }

  /** {@code rnnlm 1.2}. */
  static String name() {
    String version = Version.class.getPackage().getImplementationVersion();
    return "rnnlm " + (version == null ? "(not from a jar)" : version);
  }

  /** Returns the numbers that it was compiled with; to ask the library would load it. */
  private static String oneDnn() {
    return Text.format(
        "%d.%d.%d", dnnl.DNNL_VERSION_MAJOR, dnnl.DNNL_VERSION_MINOR, dnnl.DNNL_VERSION_PATCH);
  }
}
