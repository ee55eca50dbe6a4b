package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.score.ScoredText;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.score.TextTotals;

/**
 * Scores texts, a row of results each.
 *
 * @param limits of the perplexity that a row must have to be kept
 */
public record ScoreRows(ScoringModel model, PerplexityLimits limits) implements RowWorkSource {
  /** What is told of a text. */
  public static final List<ResultColumn> COLUMNS =
      List.of(
          ResultColumn.number("nats"),
          ResultColumn.whole("tokens"),
          ResultColumn.whole("unknown_tokens"),
          ResultColumn.number("perplexity"),
          ResultColumn.number("nats_per_character"));

  @Override
  public RowWork open() {
    return new Work(model.open(), limits);
  }

  private record Work(TextScorer scorer, PerplexityLimits limits) implements RowWork {
    @Override
    public List<RowOutcome> apply(List<TableRow> rows) {
      List<RowOutcome> outcomes = new ArrayList<>(rows.size());
      for (ScoredText text : scorer.score(rows.stream().map(TableRow::text).toList())) {
        outcomes.add(outcome(text.totals()));
      }
      return outcomes;
    }

    private RowOutcome outcome(TextTotals totals) {
      RowOutcome kept =
          RowOutcome.of(
              List.of(
                  totals.nats(),
                  totals.tokens(),
                  totals.unknown(),
                  totals.perplexity(),
                  totals.natsPerCharacter()),
              measures(totals));
      Optional<String> reason = limits.reasonAgainst(totals.perplexity());
      return reason.map(kept::leftOut).orElse(kept);
    }

    @Override
    public void close() {
      scorer.close();
    }
  }

  static RowMeasures measures(TextTotals totals) {
    return new RowMeasures(totals.tokens(), totals.unknown(), totals.tokens(), totals.nats(), "");
  }
}
