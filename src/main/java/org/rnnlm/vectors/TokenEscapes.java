package org.rnnlm.vectors;

import java.util.Map;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * How tokens stand in files of vectors, whose fields are parted by white space: END is {@code
 * </s>}, as word2vec has it, the unknown token {@code <unk>}, and a space, tab, line feed or
 * carriage return is {@code \s}, {@code \t}, {@code \n} or {@code \r}. Nothing else is escaped.
 */
final class TokenEscapes {
  private static final Map<Integer, String> SPECIALS =
      Map.of(Vocabulary.END, "</s>", Vocabulary.UNKNOWN, "<unk>");
  private static final String[][] ESCAPES = {
    {" ", "\\s"}, {"\t", "\\t"}, {"\n", "\\n"}, {"\r", "\\r"}
  };

  private TokenEscapes() {}

  /** Returns how an id is written; padding and START have no vectors. */
  static String written(Vocabulary vocabulary, int id) {
    if (SPECIALS.containsKey(id)) {
      return SPECIALS.get(id);
    }
    String token = vocabulary.token(id);
    for (String[] escape : ESCAPES) {
      token = token.replace(escape[0], escape[1]);
    }
    return token;
  }
}
