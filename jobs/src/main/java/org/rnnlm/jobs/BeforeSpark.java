package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;

/** Refuses paths that cannot be meant, in a second, where Spark takes several to start. */
final class BeforeSpark {
  private BeforeSpark() {}

  static void requireFile(String option, String location, Configuration hadoop) {
    if (!exists(location, hadoop)) {
      throw new DataException(option + " " + location + ": there is no such file");
    }
  }

  static boolean exists(String location, Configuration hadoop) {
    Path path = new Path(location);
    try {
      return path.getFileSystem(hadoop).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(location + " cannot be reached: " + e.getMessage(), e);
    }
  }
}
