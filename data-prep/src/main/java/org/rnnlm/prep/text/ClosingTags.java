package org.rnnlm.prep.text;

import java.util.HashSet;
import java.util.Set;

/**
 * Finds the closing tags in one markup, in time linear in its length: what does not occur in the
 * rest is not searched for again. Closing tags have no attributes: what has them closes nothing,
 * nor does a longer name.
 */
final class ClosingTags {
  private static final String OPENING = "</";

  private final String markup;
  private final Set<String> missing = new HashSet<>();

  ClosingTags(String markup) {
    this.markup = markup;
  }

  /** Returns the place of the next closing tag of this name; -1 if there is none. */
  int start(String name, int from) {
    if (missing.contains(name)) {
      return -1;
    }
    int found = markup.indexOf(OPENING, from);
    while (found >= 0
        && !(isNameAt(name, found + OPENING.length())
            && isClosed(found + OPENING.length() + name.length()))) {
      found = markup.indexOf(OPENING, found + OPENING.length());
    }
    if (found < 0) {
      missing.add(name);
    }
    return found;
  }

  /**
   * Returns the place of the closing tag of an element that others of its name may be in; the last
   * one of this name if some are not closed; -1 if there is none.
   */
  int balanced(String name, int from) {
    int closing = start(name, from);
    int searched = from;
    int last = -1;
    for (int open = 1; closing >= 0; closing = start(name, searched)) {
      open += openings(name, searched, closing) - 1;
      if (open == 0) {
        return closing;
      }
      last = closing;
      searched = end(closing);
    }
    return last;
  }

  /** Behind the closing tag that starts at a place. */
  int end(int start) {
    return markup.indexOf('>', start) + 1;
  }

  private int openings(String name, int from, int to) {
    int count = 0;
    for (int i = markup.indexOf('<', from); i < to; i = markup.indexOf('<', i + 1)) {
      if (isNameAt(name, i + 1) && Tag.at(markup, i).filter(Tag::opens).isPresent()) {
        count++;
      }
    }
    return count;
  }

  private boolean isClosed(int nameEnd) {
    int end = nameEnd;
    while (end < markup.length() && Character.isWhitespace(markup.charAt(end))) {
      end++;
    }
    return markup.startsWith(">", end);
  }

  /** Returns whether a name of lower-case ASCII stands at a place, in whatever case. */
  private boolean isNameAt(String name, int place) {
    if (place + name.length() > markup.length()) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = markup.charAt(place + i);
      if (name.charAt(i) != (c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)) {
        return false;
      }
    }
    return true;
  }
}
