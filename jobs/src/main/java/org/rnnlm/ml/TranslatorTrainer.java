package org.rnnlm.ml;

import java.util.List;
import java.util.Map;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * Trains an encoder and decoder on a column of sources and one of their targets, as {@code train}
 * does on shards of pairs.
 */
public final class TranslatorTrainer extends TextTrainer<TranslatorTrainer, TrainedTranslator> {
  private static final long serialVersionUID = 1L;

  static final List<TextWork> MAY = List.of(TextWork.TRANSLATE);

  private static final Map<String, List<String>> KINDS =
      Map.of("prepare.mode", List.of("pair"), "model.architecture", List.of("encoder-decoder"));

  public TranslatorTrainer() {
    this(Identifiable$.MODULE$.randomUID("translatorTrainer"));
  }

  public TranslatorTrainer(String uid) {
    super(uid, MAY, KINDS);
  }

  /** Returns this trainer, reading sources from a column. */
  public TranslatorTrainer setSourceColumn(String column) {
    return setText("prepare.source-field", column);
  }

  /** Returns this trainer, reading targets from a column. */
  public TranslatorTrainer setTargetColumn(String column) {
    return setText("prepare.target-field", column);
  }

  @Override
  TrainedTranslator model(TrainedModel trained, TrainingSummary summary) {
    return new TrainedTranslator(uid(), trained, summary);
  }

  @Override
  public TranslatorTrainer copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns a reader of saved trainers. */
  public static MLReader<TranslatorTrainer> read() {
    return new DefaultParamsReader<>();
  }

  /** Returns a trainer that was saved. */
  public static TranslatorTrainer load(String path) {
    return read().load(path);
  }
}
