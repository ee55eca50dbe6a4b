package org.rnnlm.prep.steps;

import java.util.List;
import java.util.Objects;
import org.rnnlm.io.DataException;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A vocabulary that stands before anything is read: a model's, whose ids a text is to have.
 *
 * @param origin where it is from, for messages
 * @param classes that a model tells apart, in the order of their ids; none where there is no
 *     classifier, or its classes need not be kept
 */
public record GivenVocabulary(Vocabulary vocabulary, String origin, List<String> classes) {
  public GivenVocabulary {
    Objects.requireNonNull(vocabulary, "vocabulary");
    Objects.requireNonNull(origin, "origin");
    classes = List.copyOf(classes);
  }

  /**
   * @throws IllegalArgumentException if text is cut into other tokens than the vocabulary's
   */
  void requireOf(TokenSpec tokens) {
    if (!vocabulary.spec().equals(tokens)) {
      throw new IllegalArgumentException(
          Text.format("%s has %s, and not %s", origin, vocabulary.spec(), tokens));
    }
  }

  /**
   * Returns the classes of the model, which are those of the texts too.
   *
   * @param found in the texts, in the order of their names
   * @throws DataException if the model does not know all of them
   */
  List<String> classesOf(List<String> found) {
    List<String> unknown = found.stream().filter(name -> !classes.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw new DataException(
          Text.format(
              "%s knows the classes %s, and the texts have %s too; to have other classes, give its"
                  + " vocabulary.tsv alone",
              origin, classes, unknown));
    }
    return classes;
  }
}
