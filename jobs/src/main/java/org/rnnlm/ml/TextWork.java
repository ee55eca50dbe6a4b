package org.rnnlm.ml;

import java.util.Arrays;
import java.util.List;
import org.rnnlm.jobs.ModelRows;
import org.rnnlm.jobs.TrainedModel;
import org.rnnlm.jobs.rows.ClassifyRows;
import org.rnnlm.jobs.rows.CompleteRows;
import org.rnnlm.jobs.rows.EmbedRows;
import org.rnnlm.jobs.rows.ScoreRows;
import org.rnnlm.jobs.rows.TagRows;
import org.rnnlm.jobs.rows.TranslateRows;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.layer.Pooling;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.text.Text;

/** What a model may do with the texts of a DataFrame; each is the command of that name. */
enum TextWork {
  SCORE {
    @Override
    List<ResultColumn> columns() {
      return ScoreRows.COLUMNS;
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.score(model, settings);
    }
  },
  COMPLETE {
    @Override
    List<ResultColumn> columns() {
      return CompleteRows.COLUMNS;
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.complete(model, settings);
    }
  },
  EMBED {
    @Override
    List<ResultColumn> columns() {
      return EmbedRows.COLUMNS;
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.embed(model, settings, pooling);
    }
  },
  CLASSIFY {
    @Override
    List<ResultColumn> columns() {
      return ClassifyRows.columns(true);
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.classify(model, settings, true);
    }
  },
  TAG {
    @Override
    List<ResultColumn> columns() {
      return TagRows.COLUMNS;
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.tag(model, settings);
    }
  },
  TRANSLATE {
    @Override
    List<ResultColumn> columns() {
      return TranslateRows.COLUMNS;
    }

    @Override
    ModelRows rows(TrainedModel model, Settings settings, Pooling pooling) {
      return ModelRows.translate(model, settings);
    }
  };

  /** Returns the columns that it adds. */
  abstract List<ResultColumn> columns();

  /** Returns what makes them. */
  abstract ModelRows rows(TrainedModel model, Settings settings, Pooling pooling);

  /** Returns the columns that several add, in their order. */
  static List<ResultColumn> columns(List<TextWork> works) {
    return works.stream().flatMap(work -> work.columns().stream()).toList();
  }

  /** Returns the one of a name, written as commands are. */
  static TextWork of(String name) {
    return Arrays.stream(values())
        .filter(work -> Text.kebab(work).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no output " + name));
  }
}
