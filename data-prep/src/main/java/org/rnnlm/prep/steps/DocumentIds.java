package org.rnnlm.prep.steps;

import java.util.regex.Pattern;
import org.rnnlm.io.Hashes;

/** Ids of documents that have no page's id: 63 bits of a hash, so never negative. */
final class DocumentIds {
  private static final Pattern NUMBER = Pattern.compile("0|-?[1-9]\\d{0,17}");

  private DocumentIds() {}

  /**
   * Returns the id of a text file.
   *
   * @param name without its folder
   * @param before how many files of this name come before it
   */
  static long ofFile(String name, int before) {
    return ofText(before == 0 ? name : name + "\n" + before);
  }

  /** Returns the id of a record from the one that it has: whole numbers stay. */
  static long ofRecord(String id) {
    return NUMBER.matcher(id).matches() ? Long.parseLong(id) : ofText(id);
  }

  /** Returns the id of a text that has no other. */
  static long ofText(String text) {
    return Hashes.text128(text)[0] >>> 1;
  }
}
