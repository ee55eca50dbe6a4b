package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;

/**
 * Scores texts, a row of results for each of their tokens or words, the END included.
 *
 * @param withId whether rows have ids
 */
public record ScorePieces(ScoringModel model, Piece piece, boolean withId)
    implements RowWorkSource {

  /** What a row of results is of. */
  public enum Piece {
    /** One token. */
    TOKEN(List.of(ResultColumn.text("token"), ResultColumn.number("nats"))),
    /** What stands between white space, as {@link TextScorer#words} has it. */
    WORD(
        List.of(
            ResultColumn.text("word"), ResultColumn.number("nats"), ResultColumn.whole("tokens")));

    private final List<ResultColumn> columns;

    Piece(List<ResultColumn> columns) {
      this.columns = columns;
    }

    /** Returns the values of a text's pieces in order, and last whether one is unknown. */
    private List<List<Object>> of(ScoredText text, TextScorer scorer) {
      return switch (this) {
        case TOKEN ->
            text.tokens().stream()
                .map(token -> List.<Object>of(token.text(), token.nats(), flag(token.isUnknown())))
                .toList();
        case WORD ->
            scorer.words(text).stream()
                .map(
                    word ->
                        List.<Object>of(
                            word.text(),
                            word.nats(),
                            (long) word.tokens().size(),
                            flag(word.isUnknown())))
                .toList();
      };
    }

    private static long flag(boolean set) {
      return set ? 1 : 0;
    }
  }

  /** Returns what is told of a piece. */
  public static List<ResultColumn> columns(Piece piece, boolean withId) {
    List<ResultColumn> columns = new ArrayList<>();
    if (withId) {
      columns.add(ResultColumn.text("id"));
    }
    columns.add(ResultColumn.whole("place"));
    columns.addAll(piece.columns);
    columns.add(ResultColumn.whole("unknown"));
    return columns;
  }

  @Override
  public RowWork open() {
    return new Work(model.open(), piece, withId);
  }

  private record Work(TextScorer scorer, Piece piece, boolean withId) implements RowWork {
    @Override
    public List<RowOutcome> apply(List<TableRow> rows) {
      List<ScoredText> texts = scorer.score(rows.stream().map(TableRow::text).toList());
      return IntStream.range(0, rows.size())
          .mapToObj(i -> outcome(rows.get(i), texts.get(i)))
          .toList();
    }

    private RowOutcome outcome(TableRow row, ScoredText text) {
      Optional<String> id = withId ? Optional.of(row.id()) : Optional.empty();
      return new RowOutcome("", "", () -> results(id, text), ScoreRows.measures(text.totals()));
    }

    private Iterator<List<Object>> results(Optional<String> id, ScoredText text) {
      List<List<Object>> pieces = piece.of(text, scorer);
      return IntStream.range(0, pieces.size())
          .mapToObj(place -> result(id, place, pieces.get(place)))
          .iterator();
    }

    private static List<Object> result(Optional<String> id, int place, List<Object> piece) {
      List<Object> values = new ArrayList<>();
      id.ifPresent(values::add);
      values.add((long) place);
      values.addAll(piece);
      return values;
    }

    @Override
    public void close() {
      scorer.close();
    }
  }
}
