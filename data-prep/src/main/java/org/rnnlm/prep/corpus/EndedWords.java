package org.rnnlm.prep.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Sentences of words that hardly any other sentence has, and whose tags their endings alone tell.
 *
 * <p>A word is one of four beginnings, three to five syllables, and one of four endings. Beginnings
 * and endings are the same letters, drawn without regard to each other, so that which letters a
 * word has tells nothing of its tag, but where they stand does. A reader of endings is right in
 * every word; one to which new words are all alike is best where it always says the most frequent
 * tag, and right in {@link #GUESS} of them. Tags are drawn one by one, so neighbours tell nothing.
 */
public final class EndedWords implements Iterator<TaggedSentence> {
  private static final double[] SHARES = {0.4, 0.3, 0.2, 0.1};

  /** How often a reader that does not see a word's ending can be right. */
  public static final double GUESS = SHARES[0];

  private static final String[] ENDINGS = {"ing", "ous", "ly", "er"};
  private static final String[] TAGS = {"VERB", "ADJ", "ADV", "NOUN"};
  private static final String CONSONANTS = "bcdfghklmnprstvwz";
  private static final String VOWELS = "aeiou";

  private final SplittableRandom random;

  /**
   * @param seed of all sentences; the same seed gives the same ones
   */
  public EndedWords(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** There is always another one. */
  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public TaggedSentence next() {
    List<String> words = new ArrayList<>();
    List<String> tags = new ArrayList<>();
    for (int i = 4 + random.nextInt(9); i > 0; i--) {
      int sort = sort();
      words.add(word(ENDINGS[sort]));
      tags.add(TAGS[sort]);
    }
    return new TaggedSentence(words, tags, Collections.nCopies(words.size(), TagSource.WORD));
  }

  private int sort() {
    double drawn = random.nextDouble();
    int sort = 0;
    while (sort < SHARES.length - 1 && drawn >= SHARES[sort]) {
      drawn -= SHARES[sort++];
    }
    return sort;
  }

  private String word(String ending) {
    StringBuilder word = new StringBuilder(ENDINGS[random.nextInt(ENDINGS.length)]);
    for (int i = 3 + random.nextInt(3); i > 0; i--) {
      word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())));
      word.append(VOWELS.charAt(random.nextInt(VOWELS.length())));
    }
    return word.append(ending).toString();
  }
}
