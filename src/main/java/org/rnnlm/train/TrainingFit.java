package org.rnnlm.train;

import java.util.List;
import java.util.Locale;
import org.rnnlm.io.DataException;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.OptimizerSpec;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * Whether a model can be trained on some data in the way that is asked for. All of it is known
 * before anything is trained, and before there is a cluster.
 */
public final class TrainingFit {
  /** A round sends parameters and the optimizer's state in one array. */
  private static final int MOST_VALUES = Integer.MAX_VALUE - 16;

  private TrainingFit() {}

  /**
   * The model with what it has to know of its data.
   *
   * @throws DataException if it cannot be trained on them; the message names the setting to change
   */
  public static ModelSpec on(ModelSpec asked, TrainingSpec training, ShardSet data) {
    ModelSpec model = DataFit.on(asked, data);
    requireSequences(data);
    requireWindowsFit(model, training);
    requireWeightsFit(model, training, data);
    requireCutoffsFit(model, data);
    requireParametersFit(model, training, data);
    if (model.oneHotInput()) {
      requireOneHotsFit(model, training, data);
    }
    if (training.averaging() == Averaging.DL4J) {
      requireDl4jCan(model, data);
    }
    return model;
  }

  private static void requireSequences(ShardSet data) {
    for (Split split : new Split[] {Split.TRAIN, Split.VALID}) {
      if (data.split(split).records() == 0) {
        throw new DataException(
            Text.format(
                "split '%s' of %s has no sequences; prepare more text, or with a larger share for"
                    + " it",
                split.key(), data.folder()));
      }
    }
  }

  private static void requireWindowsFit(ModelSpec model, TrainingSpec training) {
    boolean whole = model.ofPairs() || model.head().kind() != Head.EVERY_STEP;
    if (whole && training.window() > 0) {
      throw new DataException(
          (model.ofPairs()
                  ? "an encoder and decoder trains whole pairs"
                  : "a model of tags, or of one prediction a sequence, reads it whole")
              + ", not window after window; set train.window = 0");
    }
  }

  private static void requireWeightsFit(ModelSpec model, TrainingSpec training, ShardSet data) {
    if (training.classWeights().areEqual()) {
      return;
    }
    List<String> classes = data.manifest().classes();
    int weights = training.classWeights().values().size();
    if (!model.head().kind().hasClasses()) {
      throw new DataException(
          "a model without classes has none to weigh; set train.class-weights = []");
    }
    if (model.head().isChain()) {
      throw new DataException(
          "a CRF tells the tags of whole sentences, whose words have no weights of their own; set"
              + " train.class-weights = [], or model.tags = softmax");
    }
    if (weights > 0 && weights != classes.size()) {
      throw new DataException(
          Text.format(
              "train.class-weights has %d weights, and %s has %d classes: %s; give one for each, in"
                  + " this order",
              weights, data.folder(), classes.size(), classes));
    }
  }

  private static void requireCutoffsFit(ModelSpec model, ShardSet data) {
    try {
      model.head().output().cutoffs(data.vocabulary().size());
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }

  private static void requireParametersFit(ModelSpec model, TrainingSpec training, ShardSet data) {
    long parameters = MemoryEstimate.of(model, training, data).parameters();
    long most = mostParameters(training.optimizer());
    if (parameters > most) {
      throw new DataException(
          Text.format(
              "the model has %,d parameters, and with the state of %s at most %,d fit one array;"
                  + " set a smaller model.hidden-size or model.embedding-size, or prepare with a"
                  + " smaller prepare.vocabulary-size",
              parameters, training.optimizer().method().name().toLowerCase(Locale.ROOT), most));
    }
  }

  static long mostParameters(OptimizerSpec optimizer) {
    return MOST_VALUES / (1 + optimizer.values());
  }

  private static void requireOneHotsFit(ModelSpec model, TrainingSpec training, ShardSet data) {
    long tokens = (long) training.batchSize() * data.manifest().length();
    long values = tokens * data.vocabulary().size() * model.recurrent().cell().inputs();
    if (values > Integer.MAX_VALUE) {
      throw new DataException(
          Text.format(
              "a batch of one-hot tokens has %,d values, too many for one array; set"
                  + " model.embedding-size, or prepare with a smaller prepare.vocabulary-size",
              values));
    }
  }

  private static void requireDl4jCan(ModelSpec model, ShardSet data) {
    if (data.manifest().mode() != SequenceMode.STREAM) {
      throw new DataException(
          Text.format(
              "DL4J's training master, a baseline, trains pieces of a stream only, and %s has %s;"
                  + " set train.averaging = shards",
              data.folder(), data.manifest().sequences().summary()));
    }
    if (model.embedding().tied() || model.embedding().frozen()) {
      throw new DataException(
          "DL4J's training master cannot train a tied or frozen embedding; set train.averaging ="
              + " shards, or model.tied-embedding and model.freeze-embedding = false");
    }
  }
}
