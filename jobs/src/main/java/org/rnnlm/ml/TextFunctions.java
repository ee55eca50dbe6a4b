package org.rnnlm.ml;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.TrainedModel;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.layer.Pooling;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.prep.table.RowWorkSource;

/**
 * Functions of SQL that a checkpoint's model computes, each of one text: of a language model {@code
 * rnnlm_score} (a struct), {@code rnnlm_nats}, {@code rnnlm_tokens}, {@code rnnlm_perplexity} and
 * the like, {@code rnnlm_completion} and {@code rnnlm_embedding}; of a classifier {@code
 * rnnlm_classify} (a struct), {@code rnnlm_class}, {@code rnnlm_probability} and {@code
 * rnnlm_probabilities}; of an encoder and decoder {@code rnnlm_translate} (a struct), {@code
 * rnnlm_translation} and {@code rnnlm_log_probability}. Their numbers are those of the commands of
 * tables. A query that takes several of them of one text is faster with the struct, or with {@link
 * TrainedText#transform}, which works on many texts at a time.
 */
public final class TextFunctions {
  private static final String PREFIX = "rnnlm_";

  private TextFunctions() {}

  /**
   * Registers the functions of a checkpoint's model with a session, in place of any before.
   *
   * @param checkpoint folder of a checkpoint, a run or a saved model's {@code model}
   * @return the functions' names
   * @throws DataException if there is no checkpoint
   */
  public static List<String> register(SparkSession session, String checkpoint) {
    return register(session, checkpoint, PREFIX, Map.of());
  }

  /**
   * Registers them with other names, and settings of what writes.
   *
   * @param prefix of the functions' names
   * @param settings by key, such as generate.length
   */
  public static List<String> register(
      SparkSession session, String checkpoint, String prefix, Map<String, ?> settings) {
    JavaSparkContext spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    TrainedModel model = TrainedModel.best(checkpoint, spark.hadoopConfiguration());
    Settings resolved =
        SettingsLayers.ofReference().withValues(settings, "of " + prefix).settings();
    return works(model).stream()
        .flatMap(work -> register(session, spark, prefix, work, model, resolved).stream())
        .toList();
  }

  private static List<TextWork> works(TrainedModel model) {
    if (model.state().model().ofPairs()) {
      return TranslatorTrainer.MAY;
    }
    return switch (model.state().model().head().kind()) {
      case CLASS -> TextClassifierTrainer.MAY;
      case TAGS -> List.of(TextWork.TAG);
      case NEXT_TOKEN -> List.of(TextWork.SCORE, TextWork.COMPLETE); // they carry no state
      case EVERY_STEP -> LanguageModelTrainer.MAY;
    };
  }

  private static List<String> register(
      SparkSession session,
      JavaSparkContext spark,
      String prefix,
      TextWork work,
      TrainedModel model,
      Settings settings) {
    Broadcast<RowWorkSource> source =
        spark.broadcast(work.rows(model, settings, Pooling.MEAN).work());
    List<ResultColumn> columns = work.columns();
    List<String> names = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      DataType type = AddedColumns.type(columns.get(column));
      names.add(register(session, prefix + columns.get(column).name(), source, column, type));
    }
    if (columns.size() > 1) {
      StructType all = AddedColumns.struct(columns);
      String name = prefix + work.name().toLowerCase(Locale.ROOT);
      names.add(register(session, name, source, RowFunction.ALL, all));
    }
    return names;
  }

  private static String register(
      SparkSession session,
      String name,
      Broadcast<RowWorkSource> source,
      int column,
      DataType type) {
    session.udf().register(name, new RowFunction(source, column), type);
    return name;
  }
}
