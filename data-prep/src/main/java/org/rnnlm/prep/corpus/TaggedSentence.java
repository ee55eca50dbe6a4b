package org.rnnlm.prep.corpus;

import java.util.List;

/**
 * A generated sentence.
 *
 * @param tags one for each word
 * @param sources by word, what tells its tag
 */
public record TaggedSentence(List<String> words, List<String> tags, List<TagSource> sources) {
  public TaggedSentence {
    words = List.copyOf(words);
    tags = List.copyOf(tags);
    sources = List.copyOf(sources);
    if (words.size() != tags.size() || words.size() != sources.size()) {
      throw new IllegalArgumentException(
          words.size() + " words, " + tags.size() + " tags, " + sources.size() + " sources");
    }
  }
}
