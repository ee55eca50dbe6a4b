package org.rnnlm.ml;

import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.rnnlm.jobs.TrainedModel;

/**
 * A trained encoder and decoder: {@code transform} adds the target of each source and its
 * log-probability.
 */
public final class TrainedTranslator extends TrainedText<TrainedTranslator> {
  private static final long serialVersionUID = 1L;

  TrainedTranslator(String uid, TrainedModel trained, TrainingSummary summary) {
    super(uid, trained, summary, TranslatorTrainer.MAY);
  }

  @Override
  public TrainedTranslator copy(ParamMap extra) {
    return copied(new TrainedTranslator(uid(), trained(), summary()), extra);
  }

  /** Returns a reader of saved models. */
  public static MLReader<TrainedTranslator> read() {
    return new StoredStage.Reader<>(
        TrainedTranslator.class,
        uid -> (trained, summary) -> new TrainedTranslator(uid, trained, summary));
  }

  /** Returns a model that was saved. */
  public static TrainedTranslator load(String path) {
    return read().load(path);
  }
}
