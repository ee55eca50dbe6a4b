package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.io.PlainFileSystem;
import org.rnnlm.prep.dump.StoredInput;

/** An input file on any Hadoop file system. */
record HadoopInput(InputFile file, Configuration configuration) implements StoredInput {

  @Override
  public String name() {
    return file.location();
  }

  @Override
  public long bytes() {
    return file.bytes();
  }

  /**
   * @throws DataException if the file cannot be opened
   */
  @Override
  public InputStream open(long position) throws IOException {
    Path path = new Path(file.location());
    FSDataInputStream in;
    try {
      in = PlainFileSystem.of(path, configuration).open(path);
    } catch (IOException e) {
      throw new DataException(
          "input " + file.location() + " cannot be opened: " + e.getMessage(), e);
    }
    if (position > 0) {
      in.seek(position);
    }
    return in;
  }
}
