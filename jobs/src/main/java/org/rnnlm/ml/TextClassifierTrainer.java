package org.rnnlm.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * Trains a classifier on a column of texts and one of their classes: texts, whole numbers or truth
 * values. Its settings are those of the command {@code train} on labelled shards.
 */
public final class TextClassifierTrainer
    extends TextTrainer<TextClassifierTrainer, TrainedTextClassifier> {
  private static final long serialVersionUID = 1L;

  static final List<TextWork> MAY = List.of(TextWork.CLASSIFY);

  private static final Map<String, List<String>> KINDS =
      Map.of(
          "prepare.mode", List.of("labelled"),
          "model.architecture", List.of("language-model"),
          "model.head", List.of("class"));

  public TextClassifierTrainer() {
    this(Identifiable$.MODULE$.randomUID("textClassifierTrainer"));
  }

  public TextClassifierTrainer(String uid) {
    super(uid, MAY, KINDS);
  }

  /** Returns this trainer, reading texts from a column. */
  public TextClassifierTrainer setTextColumn(String column) {
    return setText("prepare.text-field", column);
  }

  /** Returns this trainer, reading classes from a column. */
  public TextClassifierTrainer setLabelColumn(String column) {
    return setText("prepare.label-field", column);
  }

  @Override
  TrainedTextClassifier model(TrainedModel trained, TrainingSummary summary) {
    return new TrainedTextClassifier(uid(), trained, summary);
  }

  @Override
  public TextClassifierTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns a reader of saved trainers. */
  public static MLReader<TextClassifierTrainer> read() {
    return new DefaultParamsReader<>();
  }

  /** Returns a trainer that was saved. */
  public static TextClassifierTrainer load(String path) {
    return read().load(path);
  }
}
