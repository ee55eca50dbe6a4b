package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the grammar of the encyclopedia's articles, {@code encyclopedia.grammar} in the jar. */
final class EncyclopediaRules {
  private static final String RESOURCE = "encyclopedia.grammar";

  private EncyclopediaRules() {}

  /** Returns the rules in the notation of {@link Notation}; the first is that of an article. */
  static String notation() {
    try (InputStream in = EncyclopediaRules.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
