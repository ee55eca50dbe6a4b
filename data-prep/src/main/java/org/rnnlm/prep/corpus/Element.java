package org.rnnlm.prep.corpus;

/** One element of an alternative. */
sealed interface Element {
  /** A text that is the same every time. */
  record Literal(Span span) implements Element {}

  /** A text drawn from a rule. */
  record Expand(String rule) implements Element {}

  /** A text drawn from a rule and kept, until the end of the article, under the slot's name. */
  record Remember(String slot, String rule) implements Element {}

  /** The text that a slot keeps: no choice, so it costs nothing. */
  record Recall(String slot) implements Element {}

  /** The end of the article: no text. */
  record End() implements Element {}
}
