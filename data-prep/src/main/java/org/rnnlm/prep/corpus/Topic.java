package org.rnnlm.prep.corpus;

/** What the articles are about; the floor is exact for either. */
public enum Topic {
  /** Towns, rivers, musicians and birds. */
  EVERYTHING(""),
  /** Towns alone: a quarter of the sentences to learn, for a model with minutes to learn them. */
  TOWNS(
      """
      town-article:
        1|<title:title> is a <kind:settlement><town-place>. <town>

      """);

  private final String start;
  private Grammar grammar;

  /**
   * @param start the rule to begin with, in place of the encyclopedia's own
   */
  Topic(String start) {
    this.start = start;
  }

  /** Returns the rules, read when they are first asked for: who only names a topic needs none. */
  synchronized Grammar grammar() {
    if (grammar == null) {
      grammar = Grammar.parse(start + EncyclopediaRules.notation());
    }
    return grammar;
  }
}
