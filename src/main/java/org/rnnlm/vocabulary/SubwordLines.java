package org.rnnlm.vocabulary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.DataException;

/**
 * The lines of {@code vocabulary.tsv} that hold subwords: {@code token<tab>count}, and for a merged
 * token {@code <tab>part part} behind it. None of their characters needs an escape.
 */
final class SubwordLines {
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Merge> merges = new ArrayList<>();

  static String format(Vocabulary vocabulary, int id, String count) {
    String line = vocabulary.token(id) + count;
    if (id < Subwords.FIRST_MERGE) {
      return line;
    }
    Merge merge = vocabulary.merges().get(id - Subwords.FIRST_MERGE);
    return line + '\t' + vocabulary.token(merge.left()) + ' ' + vocabulary.token(merge.right());
  }

  /**
   * Reads the next line.
   *
   * @param where file and line, for messages
   * @throws DataException if it is not as it should be
   */
  Vocabulary.Entry read(String line, String where) {
    int id = Subwords.FIRST_BYTE + ids.size();
    String[] columns = line.split("\t", -1);
    if (id < Subwords.FIRST_MERGE) {
      checkByte(id, columns, line, where);
    } else {
      merges.add(merge(columns, line, where));
    }
    ids.put(columns[0], id);
    try {
      return new Vocabulary.Entry(columns[0], Long.parseLong(columns[1]));
    } catch (IllegalArgumentException e) {
      throw new DataException(where + " has no count in its second column: " + line, e);
    }
  }

  private static void checkByte(int id, String[] columns, String line, String where) {
    String expected = ByteAlphabet.tokens().get(id - Subwords.FIRST_BYTE);
    if (columns.length != 2 || !columns[0].equals(expected)) {
      throw new DataException(
          where + " is not 'token<tab>count' of the byte '" + expected + "': " + line);
    }
  }

  private Merge merge(String[] columns, String line, String where) {
    String[] parts = columns.length == 3 ? columns[2].split(" ", -1) : new String[0];
    if (parts.length != 2 || !columns[0].equals(parts[0] + parts[1])) {
      throw new DataException(
          where + " is not 'token<tab>count<tab>part part' of a token and its parts: " + line);
    }
    return new Merge(part(parts[0], where), part(parts[1], where));
  }

  private int part(String token, String where) {
    Integer id = ids.get(token);
    if (id == null) {
      throw new DataException(
          where + ": the token is made of '" + token + "', which no line before it has");
    }
    return id;
  }

  /**
   * Returns the merges of all lines that were read.
   *
   * @throws DataException if there were not even those of all bytes
   */
  List<Merge> merges(String origin) {
    if (ids.size() < Subwords.FIRST_MERGE - Subwords.FIRST_BYTE) {
      throw new DataException(
          origin
              + " is cut: it has "
              + ids.size()
              + " of the 256 bytes; write it again or restore a copy");
    }
    return merges;
  }
}
