package org.rnnlm.prep.records;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.dump.StoredInput;
import org.rnnlm.text.Text;

/**
 * A file of rows of words, written again line by line with other tags: of CoNLL-U in the column of
 * tags, of plain columns in one that is added. All else stays as it is.
 */
public final class TaggedRows {
  private final StoredInput file;
  private final SentenceColumns columns;
  private final UnaryOperator<List<String>> tagger;
  private final Consumer<String> out;
  private final List<String> sentence = new ArrayList<>(); // its lines, comments too
  private final List<String> words = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>(); // of the words' lines in the sentence

  private TaggedRows(
      StoredInput file,
      SentenceColumns columns,
      UnaryOperator<List<String>> tagger,
      Consumer<String> out) {
    this.file = file;
    this.columns = columns;
    this.tagger = tagger;
    this.out = out;
  }

  /**
   * Returns whether a format's files can be written again.
   *
   * @param format as settings name it
   */
  public static boolean canWrite(String format) {
    return format(format).isPresent();
  }

  private static Optional<SentenceFormat> format(String key) {
    return RecordFormats.all().stream()
        .filter(format -> format.key().equals(key))
        .filter(SentenceFormat.class::isInstance)
        .map(SentenceFormat.class::cast)
        .findFirst();
  }

  /**
   * Writes a file again.
   *
   * @param format of the file, as settings name it
   * @param spec which columns hold words and tags
   * @param tagger returns a tag for each word of a sentence
   * @param out takes the lines, without their ends
   * @throws DataException naming file and line if the file is none of the format
   */
  public static void write(
      StoredInput file,
      String format,
      RecordSpec spec,
      UnaryOperator<List<String>> tagger,
      Consumer<String> out) {
    SentenceColumns columns = format(format).orElseThrow().rowsToTag(file, spec);
    new TaggedRows(file, columns, tagger, out).write(spec);
  }

  private void write(RecordSpec spec) {
    long number = 0;
    try (SentenceLines lines = SentenceLines.of(file, spec)) {
      while (lines.next()) {
        number = lines.number();
        add(lines);
      }
    } catch (IOException e) {
      throw new DataException(
          Text.format(
              "input %s cannot be read beyond line %d: %s; restore a whole copy",
              file.name(), number, e.getMessage()),
          e);
    }
    flush();
  }

  private void add(SentenceLines lines) {
    if (lines.tooLong()) {
      throw odd(lines.number(), Flaw.TOO_LARGE);
    }
    String line = lines.text().orElseThrow(() -> odd(lines.number(), Flaw.NOT_TEXT));
    if (lines.isBlank()) {
      flush();
      out.accept(line);
      return;
    }
    if (!columns.isComment(line)) {
      read(line, lines.number())
          .ifPresent(
              row -> {
                words.add(row.word());
                places.add(sentence.size());
              });
    }
    sentence.add(line);
  }

  private Optional<SentenceColumns.Tagged> read(String line, long number) {
    try {
      return columns.read(line, words.size());
    } catch (OddRowException e) {
      throw odd(number, e.flaw());
    }
  }

  private DataException odd(long line, Flaw flaw) {
    return new DataException(
        Text.format(
            "input %s line %d is no row of a tagged sentence (%s); mend it, or set prepare.format",
            file.name(), line, Text.kebab(flaw)));
  }

  private void flush() {
    List<String> tags = words.isEmpty() ? List.of() : tagger.apply(List.copyOf(words));
    for (int word = 0; word < tags.size(); word++) {
      int place = places.get(word);
      sentence.set(place, columns.tagged(sentence.get(place), tags.get(word)));
    }
    sentence.forEach(out);
    sentence.clear();
    words.clear();
    places.clear();
  }
}
