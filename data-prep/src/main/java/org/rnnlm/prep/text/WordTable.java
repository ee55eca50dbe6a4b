package org.rnnlm.prep.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * A table of words beside this class: a row a line, fields with tabs between them; lines that begin
 * with a number sign are notes.
 */
final class WordTable {

  private WordTable() {}

  static List<List<String>> rows(String name) {
    return lines(name).stream()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> List.of(line.split("\t")))
        .toList();
  }

  /** Returns whether there is a table, or another resource, of this name. */
  static boolean exists(String name) {
    return WordTable.class.getResource(name) != null;
  }

  /** Returns all lines of a resource beside this class. */
  static List<String> lines(String name) {
    try (InputStream in = WordTable.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
