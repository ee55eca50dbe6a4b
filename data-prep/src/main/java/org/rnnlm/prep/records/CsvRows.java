package org.rnnlm.prep.records;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rows of comma-separated values as RFC 4180 has them, one in memory at a time, and of a long
 * one no more than a limit. There are no comments and no escapes but a doubled quote. Rows end with
 * a line feed, a carriage return or both, in one file too; a line's end in quotes is a line feed of
 * the cell, whichever it is. A quote within a cell that does not begin with one stands for itself.
 *
 * <p>It is our own because no parser at hand does all of this: Spark's, univocity, hands on what
 * follows a closing quote and mistakes line ends when they differ, and commons-csv holds whatever
 * an unclosed quote swallows.
 */
final class CsvRows implements Closeable {
  private static final int END = -1;
  private static final int CELL_CHARACTERS = 64; // what a cell takes beside its characters

  private final Reader in;
  private final int limit;
  private final char[] buffer = new char[1 << 14];
  private final StringBuilder cell = new StringBuilder();
  private int next;
  private int filled;
  private long line = 1;
  private long length; // of the row so far
  private Flaw flaw;

  /**
   * @param limit characters of a row that are kept
   */
  CsvRows(Reader in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Returns the line that reading has come to, from 1. */
  long line() {
    return line;
  }

  /**
   * Reads the next row, which is blank where a line is; nothing at the end.
   *
   * @throws UnclosedQuoteException if a quote is never closed
   */
  Optional<CsvRow> read() throws IOException {
    if (peek() == END) {
      return Optional.empty();
    }
    List<String> cells = new ArrayList<>();
    long first = line;
    length = 0;
    flaw = Flaw.NONE;
    boolean more = true;
    while (more) {
      cell.setLength(0);
      readCell();
      more = peek() == ',';
      length += CELL_CHARACTERS;
      if (length <= limit) {
        cells.add(cell.toString());
      } else {
        flaw = Flaw.TOO_LARGE;
      }
      if (more) {
        take();
      }
    }
    takeLineEnd();
    return Optional.of(new CsvRow(first, cells, flaw));
  }

  private void readCell() throws IOException {
    if (peek() == '"') {
      readQuoted();
      if (isInCell(peek()) && flaw == Flaw.NONE) {
        flaw = Flaw.STRAY_QUOTE;
      }
    }
    while (isInCell(peek())) {
      keep((char) take());
    }
  }

  private static boolean isInCell(int character) {
    return character != END && character != ',' && !isLineEnd(character);
  }

  private static boolean isLineEnd(int character) {
    return character == '\n' || character == '\r';
  }

  private void readQuoted() throws IOException {
    long opened = line;
    take();
    while (true) {
      int character = peek();
      if (character == END) {
        throw new UnclosedQuoteException(opened);
      }
      if (isLineEnd(character)) {
        takeLineEnd();
        keep('\n');
        continue;
      }
      take();
      if (character == '"') {
        if (peek() != '"') {
          return;
        }
        take();
      }
      keep((char) character);
    }
  }

  private void takeLineEnd() throws IOException {
    int character = take();
    if (character == '\r' && peek() == '\n') {
      take();
    }
    line++;
  }

  private void keep(char character) {
    length++;
    if (length <= limit) {
      cell.append(character);
    } else {
      flaw = Flaw.TOO_LARGE;
    }
  }

  private int peek() throws IOException {
    if (next == filled) {
      next = 0;
      filled = Math.max(0, in.read(buffer, 0, buffer.length));
    }
    return filled == 0 ? END : buffer[next];
  }

  private int take() throws IOException {
    int character = peek();
    if (character != END) {
      next++;
    }
    return character;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
