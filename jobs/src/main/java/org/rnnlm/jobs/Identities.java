package org.rnnlm.jobs;

import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.prep.steps.GivenVocabulary;

/**
 * This tells what settings name from all that may come to lie in its place: of a run the checkpoint
 * that is meant, whatever else is written beside it, and not when it was written.
 */
public final class Identities {
  private Identities() {}

  /**
   * Returns that of the checkpoint that {@code train.from} means.
   *
   * @param given a run's folder or a checkpoint's
   * @throws DataException if there is none, or it is not whole
   */
  public static String ofAncestor(String given, Configuration hadoop) {
    return Ancestors.at(given, hadoop).sha256();
  }

  /**
   * Returns that of the vocabulary that {@code prepare.vocabulary} means, with the classes that
   * texts have by it.
   *
   * @param given a run's folder, a checkpoint's, that of prepared data, or a file
   * @throws DataException if nothing is there that has a vocabulary
   */
  public static String ofVocabulary(String given, Configuration hadoop) {
    GivenVocabulary found = VocabularyOption.read(given, hadoop);
    List<String> classes = found.classes();
    return Hashes.sha256(found.vocabulary().fingerprint() + "\n" + String.join("\n", classes));
  }
}
