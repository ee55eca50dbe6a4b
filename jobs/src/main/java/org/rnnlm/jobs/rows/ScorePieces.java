package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoredToken;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;

/**
 * Scores texts, a row of results for each token, its END included.
 *
 * @param withId whether rows have ids
 */
public record ScoreTokens(ScoringModel model, boolean withId) implements RowWorkSource {

  /** Returns what is told of a token. */
  public static List<ResultColumn> columns(boolean withId) {
    List<ResultColumn> columns = new ArrayList<>();
    if (withId) {
      columns.add(ResultColumn.text("id"));
    }
    columns.add(ResultColumn.whole("place"));
    columns.add(ResultColumn.text("token"));
    columns.add(ResultColumn.number("nats"));
    columns.add(ResultColumn.whole("unknown"));
    return columns;
  }

  @Override
  public RowWork open() {
    return new Work(model.open(), withId);
  }

  private record Work(TextScorer scorer, boolean withId) implements RowWork {
    @Override
    public List<RowOutcome> apply(List<TableRow> rows) {
      List<ScoredText> texts = scorer.score(rows.stream().map(TableRow::text).toList());
      return IntStream.range(0, rows.size())
          .mapToObj(i -> outcome(rows.get(i), texts.get(i)))
          .toList();
    }

    private RowOutcome outcome(TableRow row, ScoredText text) {
      Iterable<List<Object>> tokens =
          () ->
              IntStream.range(0, text.tokens().size())
                  .mapToObj(place -> values(row, place, text.tokens().get(place)))
                  .iterator();
      return new RowOutcome("", "", tokens, ScoreRows.measures(text.totals()));
    }

    private List<Object> values(TableRow row, int place, ScoredToken token) {
      List<Object> values = new ArrayList<>();
      if (withId) {
        values.add(row.id());
      }
      values.add((long) place);
      values.add(token.text());
      values.add(token.nats());
      values.add(token.isUnknown() ? 1L : 0L);
      return values;
    }

    @Override
    public void close() {
      scorer.close();
    }
  }
}
