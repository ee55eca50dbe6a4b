package org.rnnlm.prep.text;

/** What the markup inside a line shows, once brackets and tags are gone from it. Immutable. */
final class InlineMarkup {

  private final MagicWords magicWords;

  InlineMarkup(MagicWords magicWords) {
    this.magicWords = magicWords;
  }

  /** What is left out leaves {@link Line#GAP}. */
  String shown(String line) {
    String text = magicWords.withoutSwitches(ExternalLinks.shown(line));
    if (text.contains("''")) {
      text = Quotes.withoutMarks(text);
    }
    return Entities.decode(text);
  }
}
