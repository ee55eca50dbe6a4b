package org.rnnlm.prep.corpus;

/** One element of an alternative. */
sealed interface Part {
  /** The same text every time. */
  record Literal(Span span) implements Part {}

  /** A text drawn from a rule. */
  record Expand(String rule) implements Part {}

  /** A text drawn from a rule and kept, until the end of the article, under the slot's name. */
  record Remember(String slot, String rule) implements Part {}

  /** The text that a slot keeps: no choice, so it costs nothing. */
  record Recall(String slot) implements Part {}

  /** The end of the article: no text. */
  record End() implements Part {}
}
