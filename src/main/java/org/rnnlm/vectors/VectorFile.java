package org.rnnlm.vectors;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.io.compress.CompressionCodecFactory;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.PlainFileSystem;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Files of vectors: word2vec's text format, which begins with a line of how many vectors there are
 * and how wide, and GloVe's, which has no such line. In UTF-8, plain or by the name's ending .gz or
 * .bz2, on any file system that Hadoop knows.
 */
public final class VectorFile {
  private static final String HEADER = "\\d+[ \\t]\\d+";

  private VectorFile() {}

  /**
   * Returns the vectors of a vocabulary's tokens. A token that the file lacks has the vector of its
   * lower-case form, if there is one; of several vectors of a token the first counts.
   *
   * @param width that they must have
   * @throws DataException if the file cannot be read, or naming the line that is wrong
   */
  public static PretrainedVectors read(
      String location, Configuration hadoop, int width, Vocabulary vocabulary) {
    Path path = new Path(location);
    MessageDigest digest = Hashes.newSha256();
    VectorMatcher matcher = new VectorMatcher(vocabulary, width);
    long lines;
    try (InputStream stored =
            new DigestInputStream(PlainFileSystem.of(path, hadoop).open(path), digest);
        InputStream plain = decompressed(path, stored, hadoop)) {
      lines =
          read(
              new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)),
              location,
              width,
              matcher);
      stored.transferTo(OutputStream.nullOutputStream()); // what a decompressor leaves
    } catch (FileNotFoundException e) {
      throw new DataException(location + " does not exist; give a file of vectors", e);
    } catch (IOException e) {
      throw new DataException(location + " cannot be read: " + e.getMessage(), e);
    }
    return matcher.result(location, HexFormat.of().formatHex(digest.digest()), lines);
  }

  private static InputStream decompressed(Path path, InputStream stored, Configuration hadoop)
      throws IOException {
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    return codec == null ? stored : codec.createInputStream(stored);
  }

  private static long read(BufferedReader reader, String location, int width, VectorMatcher matcher)
      throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw new DataException(location + " is empty; give a file of vectors");
    }
    boolean header = line.strip().matches(HEADER);
    long announced = header ? Long.parseLong(line.strip().split("[ \\t]")[0]) : -1;
    int found = header ? Integer.parseInt(line.strip().split("[ \\t]")[1]) : VectorLine.width(line);
    if (found != width) {
      throw new DataException(
          Text.format(
              "%1$s: line 1: vectors are %2$d wide, and model.embedding-size is %3$d; set that to"
                  + " %2$d, or give other vectors",
              location, found, width));
    }
    long number = 1;
    long vectors = 0;
    if (header) {
      line = reader.readLine();
      number++;
    }
    for (; line != null; line = reader.readLine(), number++) {
      try {
        matcher.add(new VectorLine(line, width));
      } catch (IllegalArgumentException e) {
        throw new DataException(
            Text.format(
                "%s: line %,d %s; correct or leave it out", location, number, e.getMessage()),
            e);
      }
      vectors++;
    }
    if (header && announced != vectors) {
      throw new DataException(
          Text.format(
              "%s: line 1 says %,d vectors, there are %,d; the file was cut, or its first line is"
                  + " wrong",
              location, announced, vectors));
    }
    return vectors;
  }

  /**
   * Writes vectors in word2vec's text format, in the order of ids; what is not in the map has none.
   * The file appears whole or not at all.
   *
   * @param vectors by id, at least one, all of one width
   * @throws DataException if it cannot be written
   */
  public static void write(
      String location, Configuration hadoop, Vocabulary vocabulary, Map<Integer, float[]> vectors) {
    Path path = new Path(location);
    CompressionCodec codec = new CompressionCodecFactory(hadoop).getCodec(path);
    Folder.at(path.getParent().toString(), hadoop)
        .publish(
            path.getName(),
            out -> write(codec == null ? out : codec.createOutputStream(out), vocabulary, vectors));
  }

  private static void write(OutputStream out, Vocabulary vocabulary, Map<Integer, float[]> vectors)
      throws IOException {
    try (Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
      int width = vectors.values().iterator().next().length;
      writer.write(vectors.size() + " " + width + "\n");
      for (int id = 0; id < vocabulary.size(); id++) {
        if (vectors.containsKey(id)) {
          write(writer, TokenEscapes.written(vocabulary, id), vectors.get(id));
        }
      }
    }
  }

  private static void write(Writer writer, String token, float[] vector) throws IOException {
    writer.write(token);
    for (float value : vector) {
      writer.write(' ');
      writer.write(Float.toString(value));
    }
    writer.write('\n');
  }
}
