package org.rnnlm.jobs;

import java.util.List;
import java.util.Map;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.rows.ClassifyRows;
import org.rnnlm.jobs.rows.CompleteRows;
import org.rnnlm.jobs.rows.EmbedRows;
import org.rnnlm.jobs.rows.PerplexityLimits;
import org.rnnlm.jobs.rows.ScoreRows;
import org.rnnlm.jobs.rows.TagRows;
import org.rnnlm.jobs.rows.TranslateRows;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.specs.ComputeSpecs;
import org.rnnlm.jobs.specs.TextSpecs;
import org.rnnlm.layer.Pooling;
import org.rnnlm.model.Head;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowWorkSource;
import org.rnnlm.score.ScoringModel;
import org.rnnlm.shard.SequenceMode;

/**
 * What a trained model does with the rows of a table, made of settings: the one place for commands,
 * for DataFrames and for SQL.
 *
 * @param columns that each row gets
 * @param work makes them in tasks
 */
public record ModelRows(List<ResultColumn> columns, RowWorkSource work) {
  private static final String UNKNOWN = "generate.unknown";

  /**
   * Refuses settings with which nothing can be made of rows, before a model is read.
   *
   * @throws SettingsException if one of them is wrong
   */
  static void check(Settings settings) {
    ComputeSpecs.of(settings);
    TextSpecs.generation(settings);
    TextSpecs.search(settings);
    TextSpecs.beam(settings);
    refusesUnknown(settings);
  }

  /**
   * Scores texts.
   *
   * @throws DataException if the model predicts no tokens of plain text
   */
  public static ModelRows score(TrainedModel model, Settings settings) {
    return score(model, settings, PerplexityLimits.NONE);
  }

  static ModelRows score(TrainedModel model, Settings settings, PerplexityLimits limits) {
    ScoringModel.require(model.state());
    return new ModelRows(
        ScoreRows.COLUMNS,
        new ScoreRows(model.scoring(ComputeSpecs.of(settings).kernels()), limits));
  }

  /**
   * Writes what follows texts.
   *
   * @throws DataException if the model predicts no tokens of plain text
   */
  public static ModelRows complete(TrainedModel model, Settings settings) {
    ScoringModel.require(model.state());
    return new ModelRows(
        CompleteRows.COLUMNS,
        new CompleteRows(
            model.network(),
            ComputeSpecs.of(settings).kernels(),
            model.vocabulary(),
            model.state(),
            TextSpecs.generation(settings),
            TextSpecs.search(settings),
            refusesUnknown(settings)));
  }

  /**
   * Makes vectors of texts.
   *
   * @throws DataException if the model carries no state through a text
   */
  public static ModelRows embed(TrainedModel model, Settings settings, Pooling pooling) {
    ScoringModel.require(model.state());
    if (model.state().model().head().kind() == Head.NEXT_TOKEN) {
      throw new DataException(
          model.folder()
              + " predicts the token after a window and carries no state through a text; embed"
              + " needs a model with model.head = every-step");
    }
    return new ModelRows(
        EmbedRows.COLUMNS,
        new EmbedRows(model.scoring(ComputeSpecs.of(settings).kernels()), pooling));
  }

  /**
   * Tells the classes of texts.
   *
   * @param all whether the probabilities of all classes are told, and not of the likeliest alone
   * @throws DataException if the model is no classifier
   */
  public static ModelRows classify(TrainedModel model, Settings settings, boolean all) {
    requireClassifier(model);
    ClassifyRows rows =
        new ClassifyRows(
            model.network(),
            ComputeSpecs.of(settings).kernels(),
            model.vocabulary(),
            model.state().model().head().reads(),
            all);
    return new ModelRows(ClassifyRows.columns(all), rows);
  }

  /**
   * Tells the tags of the words of texts.
   *
   * @throws DataException if the model is no tagger
   */
  public static ModelRows tag(TrainedModel model, Settings settings) {
    requireTagger(model);
    return new ModelRows(
        TagRows.COLUMNS,
        new TagRows(
            model.network(),
            ComputeSpecs.of(settings).kernels(),
            model.vocabulary(),
            model.state().model().head().reads()));
  }

  static void requireTagger(TrainedModel model) {
    if (model.state().model().head().kind() != Head.TAGS) {
      throw new DataException(
          model.folder()
              + " tells no tags of words: train a model with model.head = tags on data of"
              + " prepare.mode = tagged");
    }
  }

  static void requireClassifier(TrainedModel model) {
    if (model.state().model().head().kind() == Head.TAGS) {
      throw new DataException(model.folder() + " is of a tagger; tag tells the tags of words");
    }
    if (model.state().model().head().kind() != Head.CLASS) {
      throw new DataException(
          model.folder()
              + " is of a language model, which knows no classes; generate writes its text");
    }
  }

  /**
   * Writes the targets of sources.
   *
   * @throws DataException if the model is no encoder and decoder
   */
  public static ModelRows translate(TrainedModel model, Settings settings) {
    requireOfPairs(model);
    return new ModelRows(
        TranslateRows.COLUMNS,
        new TranslateRows(
            model.network(),
            ComputeSpecs.of(settings).kernels(),
            model.vocabulary(),
            TextSpecs.beam(settings),
            refusesUnknown(settings)));
  }

  static void requireOfPairs(TrainedModel model) {
    if (model.state().sequences() != SequenceMode.PAIR) {
      throw new DataException(
          model.folder()
              + switch (model.state().model().head().kind()) {
                case CLASS -> " is a classifier, which tells classes: use classify";
                case TAGS -> " is a tagger, which tells tags: use tag";
                case EVERY_STEP, NEXT_TOKEN ->
                    " is a language model, which writes text: use generate";
              });
    }
  }

  private static boolean refusesUnknown(Settings settings) {
    return settings.choice(UNKNOWN, Unknown.class) == Unknown.REFUSE;
  }

  /** Returns what is made of rows, beside the input's columns. */
  RowsJob.Results beside(Map<String, String> settings) {
    return RowsJob.Results.beside(columns, settings);
  }
}
