package org.rnnlm.prep.text;

import java.util.ArrayDeque;
import java.util.Deque;

/** Collects the lines of a text, and writes a heading only when a line follows in its section. */
final class Lines {

  private record Heading(int level, String text) {}

  private final StringBuilder text = new StringBuilder();
  private final Deque<Heading> waiting = new ArrayDeque<>();

  /**
   * @param level 1 for the outermost; a heading ends all sections of its level and below
   */
  void heading(int level, String heading) {
    while (!waiting.isEmpty() && waiting.getLast().level() >= level) {
      waiting.removeLast();
    }
    if (!heading.isEmpty()) {
      waiting.addLast(new Heading(level, heading));
    }
  }

  /** An empty line counts for nothing. */
  void line(String line) {
    if (line.isEmpty()) {
      return;
    }
    while (!waiting.isEmpty()) {
      write(waiting.removeFirst().text());
    }
    write(line);
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void write(String line) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(line);
  }
}
