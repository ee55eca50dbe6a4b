package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.evaluate.Tagger;
import org.rnnlm.model.Reads;
import org.rnnlm.prep.text.SentenceBreaker;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Tokenizer;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * Tells the tags of a text's words: the text is cut into sentences and these into words, by ICU's
 * boundaries with punctuation apart, and each sentence is read by itself. Keeps state: one a
 * thread.
 */
public final class TextTagger {
  private static final String LINE_END = "\n";

  private final Tagger tagger;
  private final SentenceBreaker breaker =
      new SentenceBreaker("", SentenceBreaker.Paragraphs.BLANK_LINE);
  private final Tokenizer tokenizer;

  /** A sentence's words, as the text has them, and a tag for each. */
  public record Tagged(List<String> words, List<String> tags) {
    public Tagged {
      words = List.copyOf(words);
      tags = List.copyOf(tags);
    }
  }

  /**
   * @param reads what the network was trained on
   */
  public TextTagger(MultiLayerNetwork network, Vocabulary vocabulary, Reads reads) {
    this.tagger = new Tagger(network, vocabulary, reads);
    this.tokenizer =
        Tokenizer.of(TokenSpec.of(TokenKind.WORDS).with(vocabulary.spec().normalization()));
  }

  /** Returns a tag for each word of a sentence that is cut already. */
  public List<String> tag(List<String> words) {
    return tagger.tag(words);
  }

  /** Returns the sentences of a text that have words. */
  public List<Tagged> sentences(String text) {
    List<Tagged> sentences = new ArrayList<>();
    for (String sentence : breaker.sentences(text)) {
      List<String> words =
          tokenizer.tokens(sentence).stream().filter(word -> !word.equals(LINE_END)).toList();
      if (!words.isEmpty()) {
        sentences.add(new Tagged(words, tagger.tag(words)));
      }
    }
    return sentences;
  }
}
