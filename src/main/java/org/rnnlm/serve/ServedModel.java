package org.rnnlm.serve;

import java.util.Set;
import java.util.stream.Collectors;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.vocabulary.Codec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A model as requests know it.
 *
 * @param id its name
 * @param created seconds since 1970
 * @param vocabulary its tokens
 * @param mode how articles became the sequences that it was trained on
 * @param stopsAtEnd whether END ends a text; it is a token like others otherwise
 * @param mapsUnknown whether tokens that the vocabulary lacks become the unknown one; they are
 *     refused otherwise
 */
public record ServedModel(
    String id,
    long created,
    Vocabulary vocabulary,
    SequenceMode mode,
    boolean stopsAtEnd,
    boolean mapsUnknown) {

  /** Returns whether END ends a text that this model writes; one of sentences always. */
  boolean endsAtEnd() {
    return stopsAtEnd || mode == SequenceMode.SENTENCE;
  }

  /**
   * Returns a text's tokens.
   *
   * @throws Refusal if the vocabulary lacks some, and they are not to be mapped
   */
  int[] encode(String text, String parameter) {
    Codec codec = new Codec(vocabulary);
    Set<String> missing = mapsUnknown ? Set.of() : codec.unknown(text);
    if (!missing.isEmpty()) {
      String named =
          missing.stream()
              .limit(20)
              .map(token -> "'" + token + "'")
              .collect(Collectors.joining(", "));
      throw Refusal.of(
          parameter,
          "the model's vocabulary lacks "
              + named
              + "; leave them out, or start the server with --unknown map");
    }
    return codec.encode(text);
  }

  /** Returns the tokens themselves, if the vocabulary has them. */
  int[] checked(int[] tokens, String parameter) {
    for (int token : tokens) {
      if (token < 0 || token >= vocabulary.size()) {
        throw Refusal.of(
            parameter,
            "token " + token + " is outside the vocabulary of " + vocabulary.size() + " ids");
      }
    }
    return tokens;
  }
}
