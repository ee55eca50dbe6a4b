package org.rnnlm.jobs.plan;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where Spark runs, as far as memory depends on it.
 *
 * @param kind of cluster
 * @param executorCores that an executor has whatever the settings say; empty where they decide
 * @param executorHeapBytes that an executor may have at most; empty where the settings decide
 */
record Master(Kind kind, OptionalInt executorCores, OptionalLong executorHeapBytes) {
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*(\\d+)\\s*]");

  enum Kind {
    /** Everything in the driver's process. */
    LOCAL,
    /** Executors beside the driver, on this machine. */
    LOCAL_CLUSTER,
    /** Spark's own cluster, which gives cores until there are none. */
    STANDALONE,
    /** YARN and Kubernetes, which give containers of a size. */
    CONTAINERS
  }

  static Master of(String master) {
    Matcher local = LOCAL_CLUSTER.matcher(master);
    if (local.matches()) {
      return new Master(
          Kind.LOCAL_CLUSTER,
          OptionalInt.of(Integer.parseInt(local.group(1))),
          OptionalLong.of(Long.parseLong(local.group(2)) << 20));
    }
    return new Master(kind(master), OptionalInt.empty(), OptionalLong.empty());
  }

  private static Kind kind(String master) {
    if (master.equals("yarn") || master.startsWith("k8s://")) {
      return Kind.CONTAINERS;
    }
    return master.startsWith("spark://") ? Kind.STANDALONE : Kind.LOCAL;
  }
}
