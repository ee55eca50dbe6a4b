package org.rnnlm.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.Json;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoredToken;
import org.rnnlm.score.ScoredWord;
import org.rnnlm.score.TextScorer;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * The table that {@code surprisal} prints: a row a token or word, as LM Zoo and neural-complexity
 * have them.
 *
 * @param unit of surprisals and entropies
 * @param per what a row is of
 * @param form of the rows
 */
record SurprisalTable(Unit unit, Per per, Form form) {
  private static final String NONE = "NA"; // as R has it

  /** What surprisals are told in. */
  enum Unit {
    BITS(Math.log(2)),
    NATS(1);

    private final double nats;

    Unit(double nats) {
      this.nats = nats;
    }

    private double of(double value) {
      return value / nats;
    }
  }

  /** What a row is of. */
  enum Per {
    TOKEN,
    WORD
  }

  /** How rows are written. */
  enum Form {
    TSV,
    JSON
  }

  /** What is told of a token or word. */
  private record Entry(
      String text, boolean unknown, double nats, double entropy, boolean end, long lines) {

    static Entry of(ScoredToken token) {
      return new Entry(
          token.text(),
          token.isUnknown(),
          token.nats(),
          token.entropy(),
          token.isEnd(),
          lines(List.of(token)));
    }

    static Entry of(ScoredWord word) {
      List<ScoredToken> tokens = word.tokens();
      return new Entry(
          word.text(),
          word.isUnknown(),
          word.nats(),
          word.entropy(),
          tokens.get(tokens.size() - 1).isEnd(),
          lines(tokens));
    }

    private static long lines(List<ScoredToken> tokens) {
      return tokens.stream()
          .mapToLong(token -> token.piece().text().chars().filter(c -> c == '\n').count())
          .sum();
    }
  }

  /** Returns the head of the table, with its line's end; none of JSON lines. */
  String head() {
    String name = Text.kebab(per);
    return form == Form.JSON
        ? ""
        : Text.format(
            "sentence_id\t%s_id\t%s\tsurprisal\tentropy\tentropy_reduction\tunknown%n", name, name);
  }

  /**
   * Returns the rows of a text, each with its line's end.
   *
   * @param sentence number of the text, or of its first line where lines are counted
   */
  String rows(ScoredText text, TextScorer scorer, long sentence) {
    List<Entry> entries =
        switch (per) {
          case TOKEN -> text.tokens().stream().map(Entry::of).toList();
          case WORD -> scorer.words(text).stream().map(Entry::of).toList();
        };
    StringBuilder rows = new StringBuilder();
    long line = sentence;
    int place = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.lines() > 0 && per == Per.WORD && !entry.end()) {
        line += entry.lines(); // white space comes first
        place = 0;
      }
      double next = i + 1 < entries.size() ? entries.get(i + 1).entropy() : Double.NaN;
      double reduction = Math.max(0, entry.entropy() - next);
      append(rows, line, ++place, entry, reduction);
      if (entry.lines() > 0 && per == Per.TOKEN) {
        line += entry.lines();
        place = 0;
      }
    }
    return rows.toString();
  }

  private void append(StringBuilder rows, long line, int place, Entry entry, double reduction) {
    switch (form) {
      case TSV ->
          rows.append(line)
              .append('\t')
              .append(place)
              .append('\t')
              .append(VocabularyFile.escape(entry.text()))
              .append('\t')
              .append(number(entry.nats()))
              .append('\t')
              .append(number(entry.entropy()))
              .append('\t')
              .append(number(reduction))
              .append('\t')
              .append(entry.unknown() ? 1 : 0);
      case JSON -> rows.append(Json.line(fields(line, place, entry, reduction)));
    }
    rows.append('\n');
  }

  private Map<String, Object> fields(long line, int place, Entry entry, double reduction) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("sentence_id", line);
    fields.put(Text.kebab(per) + "_id", place);
    fields.put(Text.kebab(per), entry.text());
    fields.put("surprisal", unit.of(entry.nats()));
    if (!Double.isNaN(entry.entropy())) {
      fields.put("entropy", unit.of(entry.entropy()));
    }
    if (!Double.isNaN(reduction)) {
      fields.put("entropy_reduction", unit.of(reduction));
    }
    fields.put("unknown", entry.unknown());
    return fields;
  }

  private String number(double nats) {
    return Double.isNaN(nats) ? NONE : Decimal.ofSix(unit.of(nats));
  }
}
