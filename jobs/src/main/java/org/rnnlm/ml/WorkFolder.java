package org.rnnlm.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;

/**
 * Where a fit keeps shards and runs.
 *
 * @param folder that all executors reach
 * @param stays whether it is there when the fit has ended
 * @param hadoop configuration of its file system
 */
record WorkFolder(Folder folder, boolean stays, Configuration hadoop) implements AutoCloseable {
  /** How the names of temporary folders begin that this process makes, whose number they tell. */
  static final String TEMPORARY = "rnnlm-fit-" + ProcessHandle.current().pid() + "-";

  /**
   * @param given by the user; empty for a temporary one
   * @throws DataException if a cluster has no file system for a temporary one
   */
  static WorkFolder of(String given, JavaSparkContext spark) {
    Configuration hadoop = spark.hadoopConfiguration();
    return given.isEmpty()
        ? new WorkFolder(Folder.at(temporary(spark, hadoop), hadoop), false, hadoop)
        : new WorkFolder(Folder.at(given, hadoop), true, hadoop);
  }

  private static String temporary(JavaSparkContext spark, Configuration hadoop) {
    try {
      if (spark.isLocal()) {
        return deletedAtExit(new Path(Files.createTempDirectory(TEMPORARY).toUri()), hadoop);
      }
      Path home = FileSystem.get(hadoop).getHomeDirectory();
      if (home.toUri().getScheme().equals("file")) {
        throw new DataException(
            "the executors of a cluster do not reach this machine's folders; set workFolder to one"
                + " on a file system that they all reach");
      }
      return deletedAtExit(new Path(home, ".rnnlm/" + TEMPORARY + UUID.randomUUID()), hadoop);
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made: " + e.getMessage(), e);
    }
  }

  private static String deletedAtExit(Path path, Configuration hadoop) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    files.mkdirs(path);
    files.deleteOnExit(path);
    return path.toString();
  }

  @Override
  public void close() {
    if (stays) {
      return;
    }
    folder.delete();
    Path path = new Path(folder.uri());
    try {
      path.getFileSystem(hadoop).cancelDeleteOnExit(path);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + " cannot be let go: " + e.getMessage(), e);
    }
  }
}
