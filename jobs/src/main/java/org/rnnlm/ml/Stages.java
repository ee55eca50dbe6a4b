package org.rnnlm.ml;

import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.jobs.ProgramJobs;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.prep.records.RecordSpec;

/** What trainers and models do alike with parameters and schemas. */
final class Stages {
  private Stages() {}

  @SuppressWarnings("unchecked")
  static <T> void set(Params stage, Param<?> param, T value) {
    stage.set((Param<T>) param, value);
  }

  @SuppressWarnings("unchecked")
  static <T> void setDefault(Params stage, Param<?> param, T value) {
    stage.setDefault((Param<T>) param, value);
  }

  /** Returns the column of a name, whatever letters that has. */
  static Column column(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }

  /** Returns the column that holds texts, or sources. */
  static String textColumn(Settings settings) {
    return records(settings).textField();
  }

  /** Returns the columns that are read. */
  static RecordSpec records(Settings settings) {
    return ProgramJobs.records(settings);
  }

  /** Returns the schema of what a model makes of a DataFrame. */
  static StructType schema(Params stage, StageParams params, StructType schema) {
    Settings settings = params.settings(stage);
    AddedColumns.requireText(schema, textColumn(settings));
    return AddedColumns.after(
        schema, TextWork.columns(params.works(stage)), stage.getOrDefault(params.prefix()));
  }
}
