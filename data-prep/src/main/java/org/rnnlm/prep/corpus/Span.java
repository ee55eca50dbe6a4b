package org.rnnlm.prep.corpus;

import java.util.List;

/** A stretch of an article's text and what it is. */
record Span(String text, Mark mark) {
  static String text(List<Span> spans) {
    StringBuilder joined = new StringBuilder();
    spans.forEach(span -> joined.append(span.text));
    return joined.toString();
  }
}
