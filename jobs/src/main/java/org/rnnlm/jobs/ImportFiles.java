package org.rnnlm.jobs;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.PlainFileSystem;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * The files of another program's model.
 *
 * @param weights the safetensors file
 * @param vocabulary the file that says what ids mean
 */
record ImportFiles(String weights, String vocabulary, Configuration hadoop) {
  private static final String WEIGHTS = "model.safetensors";
  private static final List<String> VOCABULARIES =
      List.of(VocabularyFile.NAME, "vocab.txt", "vocab.json");
  private static final int PICKLE = 0x80;

  /**
   * {@code import.json} of a checkpoint that was imported.
   *
   * @param weights where they were
   * @param sha256 of that file
   * @param vocabulary where it was
   */
  record Origin(String weights, String sha256, String vocabulary) {
    static final String NAME = "import.json";
  }

  /** What was made of a file that was read to its end. */
  record Read<T>(T made, String sha256) {}

  /** Makes something of a stream of so many bytes. */
  interface Reader<T> {
    T read(InputStream in, long length);
  }

  /**
   * Finds the files.
   *
   * @param weights a file, or a folder of it
   * @param vocabulary a file; nothing to take what lies beside the weights
   * @throws DataException if one is not there
   */
  static ImportFiles of(String weights, Optional<String> vocabulary, Configuration hadoop) {
    BeforeSpark.requireFile("--weights", weights, hadoop);
    vocabulary.ifPresent(file -> BeforeSpark.requireFile("--vocabulary", file, hadoop));
    boolean folder = isFolder(weights, hadoop);
    String file = folder ? weights + "/" + WEIGHTS : weights;
    BeforeSpark.requireFile("--weights", file, hadoop);
    Path parent = folder ? new Path(weights) : new Path(weights).getParent();
    String beside = parent == null || parent.toString().isEmpty() ? "." : parent.toString();
    return new ImportFiles(file, vocabulary.orElseGet(() -> vocabularyIn(beside, hadoop)), hadoop);
  }

  private static boolean isFolder(String location, Configuration hadoop) {
    Path path = new Path(location);
    try {
      return path.getFileSystem(hadoop).getFileStatus(path).isDirectory();
    } catch (IOException e) {
      throw new DataException(location + " cannot be reached: " + e.getMessage(), e);
    }
  }

  private static String vocabularyIn(String folder, Configuration hadoop) {
    return VOCABULARIES.stream()
        .map(name -> folder + "/" + name)
        .filter(file -> BeforeSpark.exists(file, hadoop))
        .findFirst()
        .orElseThrow(
            () ->
                new DataException(
                    Text.format(
                        "%s has none of %s; give the model's vocabulary with --vocabulary",
                        folder, VOCABULARIES)));
  }

  String vocabularyText() {
    Path path = new Path(vocabulary);
    String folder = path.getParent() == null ? "." : path.getParent().toString();
    return Folder.at(folder, hadoop).readText(path.getName());
  }

  /**
   * Reads the weights.
   *
   * @throws DataException if the file cannot be read, or is one of Python's pickles
   */
  <T> Read<T> read(Reader<T> reader) {
    Path path = new Path(weights);
    MessageDigest digest = Hashes.newSha256();
    try {
      FileSystem files = PlainFileSystem.of(path, hadoop);
      long length = files.getFileStatus(path).getLen();
      try (InputStream in =
          new DigestInputStream(new BufferedInputStream(files.open(path), 1 << 16), digest)) {
        requireNoPickle(files, path);
        T made = reader.read(in, length);
        return new Read<>(made, HexFormat.of().formatHex(digest.digest()));
      }
    } catch (IOException e) {
      throw new DataException(weights + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** A pickle is a program, and what torch.save writes is a zip of one. */
  private void requireNoPickle(FileSystem files, Path path) throws IOException {
    try (InputStream in = files.open(path)) {
      int first = in.read();
      if (first == PICKLE || first == 'P' && in.read() == 'K') {
        throw new DataException(
            Text.format(
                "%s is what torch.save writes, a program for Python, which is not run; write the"
                    + " weights by safetensors.torch.save_file(model.state_dict(),"
                    + " \"model.safetensors\")",
                weights));
      }
    }
  }
}
