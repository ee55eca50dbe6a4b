package org.rnnlm.jobs.rows;

import java.util.ArrayList;
import java.util.List;
import org.rnnlm.layer.Pooling;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowMeasures;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.score.TextScorer;
import org.rnnlm.vocabulary.Codec;

/** Tells the states that texts leave a model in. */
public record EmbedRows(ScoringModel model, Pooling pooling) implements RowWorkSource {
  /** What is told of a text. */
  public static final List<ResultColumn> COLUMNS = List.of(ResultColumn.floats("embedding"));

  @Override
  public RowWork open() {
    TextScorer scorer = model.open();
    return new Work(scorer, new Codec(scorer.vocabulary()), pooling);
  }

  private record Work(TextScorer scorer, Codec codec, Pooling pooling) implements RowWork {
    @Override
    public List<RowOutcome> apply(List<TableRow> rows) {
      List<float[]> states = scorer.embed(rows.stream().map(TableRow::text).toList(), pooling);
      List<RowOutcome> outcomes = new ArrayList<>(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        int[] tokens = codec.encode(rows.get(i).text());
        outcomes.add(
            RowOutcome.of(
                List.of(states.get(i)),
                RowMeasures.of(tokens.length, ReadableTexts.unknown(tokens))));
      }
      return outcomes;
    }

    @Override
    public void close() {
      scorer.close();
    }
  }
}
