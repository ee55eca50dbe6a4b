package org.rnnlm.prep.steps;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.api.java.JavaRDD;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The classes of labelled texts: all that kept texts have, in the order of their names. */
final class Classes {
  private static final Logger LOG = LoggerFactory.getLogger(Classes.class);
  static final int MOST = 10_000;

  private Classes() {}

  /**
   * @throws DataException if there are fewer than two, or more than anyone can tell apart
   */
  static List<String> of(JavaRDD<Document> documents) {
    return limited(
        found(documents),
        "labelled texts",
        "prepare.label-field to the field that holds them, or put text files into a folder for each"
            + " class");
  }

  /**
   * Returns the names themselves.
   *
   * @param what has them, for a message
   * @param setting to change, and how
   * @throws DataException if there are fewer than two, or more than anyone can tell apart
   */
  static List<String> limited(List<String> names, String what, String setting) {
    if (names.size() < 2 || names.size() > MOST) {
      throw new DataException(
          Text.format(
              "%s have from 2 to %,d classes, these have %s; set %s",
              what,
              MOST,
              names.size() > MOST ? "more, such as '" + names.get(0) + "'" : names,
              setting));
    }
    return names;
  }

  /** Returns the classes of texts that a model may know, however few there are. */
  static List<String> of(JavaRDD<Document> documents, GivenVocabulary given) {
    return given.classes().isEmpty() ? of(documents) : given.classesOf(found(documents));
  }

  private static List<String> found(JavaRDD<Document> documents) {
    return documents.filter(Document::kept).map(Document::label).distinct().take(MOST + 1).stream()
        .sorted()
        .toList();
  }

  /** Warns of splits that have texts, or should have, and lack a class. */
  static void warnOfMissing(List<String> classes, JavaRDD<Document> documents, PrepareSpec spec) {
    Set<String> found =
        new HashSet<>(
            documents.filter(Document::kept).map(Classes::splitAndLabel).distinct().collect());
    for (Split split : Split.values()) {
      List<String> missing =
          classes.stream().filter(name -> !found.contains(split.name() + ' ' + name)).toList();
      boolean used =
          !spec.mayBeEmpty(split)
              || found.stream().anyMatch(name -> name.startsWith(split.name() + ' '));
      if (used && !missing.isEmpty()) {
        LOG.warn(
            "the {} split has no text of {} of {} classes, such as '{}': give more texts of them,"
                + " or a larger share, or another prepare.seed",
            SplitRule.name(split),
            missing.size(),
            classes.size(),
            missing.get(0));
      }
    }
  }

  private static String splitAndLabel(Document document) {
    return document.split().name() + ' ' + document.label();
  }
}
