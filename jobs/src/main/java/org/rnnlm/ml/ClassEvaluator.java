package org.rnnlm.ml;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Evaluates a classifier, or what writes targets, by rows whose predicted text is the right one:
 * their share, or the mean over all classes of the F1 score. Rows without a right one do not count;
 * those without a prediction are wrong.
 */
public final class ClassEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;
  private static final String ACCURACY = "accuracy";
  private static final String F1 = "macro-f1";

  private final String uid;
  private final Param<String> labelCol;
  private final Param<String> predictionCol;
  private final Param<String> metric;

  public ClassEvaluator() {
    this(Identifiable$.MODULE$.randomUID("classEvaluator"));
  }

  public ClassEvaluator(String uid) {
    this.uid = uid;
    this.labelCol = new Param<>(this, "labelCol", "Column of what is right.");
    this.predictionCol = new Param<>(this, "predictionCol", "Column of what is predicted.");
    this.metric =
        new Param<>(
            this,
            "metric",
            "What is measured: accuracy (the share of rows that are right; of whole targets the"
                + " exact matches) or macro-f1 (the mean over all classes of their F1 scores).",
            new OneOf<>(List.of(ACCURACY, F1)));
    setDefault(labelCol, "label");
    setDefault(predictionCol, "class");
    setDefault(metric, ACCURACY);
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Returns the parameter that names the column of what is right. */
  public Param<String> labelCol() {
    return labelCol;
  }

  /** Returns the parameter that names the column of what is predicted. */
  public Param<String> predictionCol() {
    return predictionCol;
  }

  /** Returns the parameter that says what is measured. */
  public Param<String> metric() {
    return metric;
  }

  /** Returns this evaluator, comparing two columns. */
  public ClassEvaluator setColumns(String label, String prediction) {
    set(labelCol, label);
    set(predictionCol, prediction);
    return this;
  }

  /** Returns this evaluator, measuring {@code accuracy} or {@code macro-f1}. */
  public ClassEvaluator setMetric(String name) {
    set(metric, name);
    return this;
  }

  @Override
  public double evaluate(Dataset<?> classified) {
    List<Row> pairs =
        classified
            .select(
                functions.col(getOrDefault(labelCol)).cast("string").as("right"),
                functions.col(getOrDefault(predictionCol)).cast("string").as("told"))
            .where("right is not null")
            .groupBy("right", "told")
            .count()
            .collectAsList();
    return getOrDefault(metric).equals(F1) ? macroF1(pairs) : accuracy(pairs);
  }

  private static double accuracy(List<Row> pairs) {
    long all = pairs.stream().mapToLong(pair -> pair.getLong(2)).sum();
    long right =
        pairs.stream().filter(ClassEvaluator::isRight).mapToLong(pair -> pair.getLong(2)).sum();
    return all == 0 ? 0 : (double) right / all;
  }

  private static boolean isRight(Row pair) {
    return pair.getString(0).equals(pair.getString(1));
  }

  /** The F1 score of a class is twice the right ones by those told and those there. */
  private static double macroF1(List<Row> pairs) {
    Map<String, long[]> classes = new TreeMap<>(); // right ones, and all told or there
    for (Row pair : pairs) {
      long count = pair.getLong(2);
      of(classes, pair.getString(0))[1] += count;
      if (!pair.isNullAt(1)) {
        of(classes, pair.getString(1))[1] += count;
      }
      of(classes, pair.getString(0))[0] += isRight(pair) ? count : 0;
    }
    return classes.values().stream()
        .mapToDouble(counts -> 2.0 * counts[0] / counts[1])
        .average()
        .orElse(0);
  }

  private static long[] of(Map<String, long[]> classes, String name) {
    return classes.computeIfAbsent(name, first -> new long[2]);
  }

  @Override
  public ClassEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns a reader of saved evaluators. */
  public static MLReader<ClassEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Returns an evaluator that was saved. */
  public static ClassEvaluator load(String path) {
    return read().load(path);
  }
}
