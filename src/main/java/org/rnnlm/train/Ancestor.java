package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configuration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.model.LayerNames;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.WeightTransfer;
import org.rnnlm.run.Lineage;
import org.rnnlm.run.TrainingState;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.Vocabulary;

/**
 * A checkpoint that a run begins from: of another run, on other data, perhaps with another
 * vocabulary and head. Its network is read when the run begins.
 *
 * @param given what was named: a run or a checkpoint
 * @param checkpoint that was found there
 * @param sha256 that tells it from every other
 * @param model that it is of
 * @param vocabulary that it was trained with
 */
public record Ancestor(
    String given, Folder checkpoint, String sha256, ModelSpec model, Vocabulary vocabulary) {
  public Ancestor {
    Objects.requireNonNull(given, "given");
    Objects.requireNonNull(checkpoint, "checkpoint");
    Objects.requireNonNull(sha256, "sha256");
    Objects.requireNonNull(model, "model");
    Objects.requireNonNull(vocabulary, "vocabulary");
  }

  /**
   * Proves a checkpoint whole, and describes it.
   *
   * @param given what was named
   * @throws org.rnnlm.io.DamagedException if a file of it is not as it was written
   */
  public static Ancestor of(Checkpoint checkpoint, String given) {
    checkpoint.verify();
    return new Ancestor(
        given,
        checkpoint.folder(),
        checkpoint.identity(),
        checkpoint.state(TrainingState.class).model(),
        checkpoint.vocabulary());
  }

  /**
   * Returns that of a run which was begun once and has trained nothing yet.
   *
   * @throws DataException if the checkpoint is not what it was
   */
  public static Ancestor again(Lineage lineage, Configuration hadoop) {
    Folder folder = Folder.at(lineage.checkpoint(), hadoop);
    Ancestor again = of(Checkpoint.open(folder), lineage.given());
    if (!again.sha256().equals(lineage.sha256())) {
      throw new DataException(
          Text.format("%s has changed since a run was begun from it; start another run", folder));
    }
    return again;
  }

  /**
   * Says what a model takes from this one.
   *
   * @param optimizer whether the optimizer is to go on, too
   * @throws DataException if it cannot
   */
  public Lineage lineage(ModelSpec asked, Vocabulary tokens, boolean optimizer) {
    List<String> taken = WeightTransfer.layers(model, asked);
    List<String> fresh = new ArrayList<>(LayerNames.of(asked));
    fresh.removeAll(taken);
    boolean alike = fresh.isEmpty() && tokens.fingerprint().equals(vocabulary.fingerprint());
    if (optimizer && !(alike && model.embedding().equals(asked.embedding()))) {
      throw new DataException(
          Text.format(
              "the optimizer of %s cannot go on: what it has gathered is of another vocabulary or"
                  + " other layers; leave train.from-state = new, or prepare the data with"
                  + " --vocabulary %s",
              given, given));
    }
    boolean[] known = WeightTransfer.known(vocabulary, tokens);
    long types = 0;
    long matchedTypes = 0;
    long all = 0;
    long matched = 0;
    for (int id = 0; id < known.length; id++) {
      long count = tokens.entries().get(id).count();
      boolean special = id <= Vocabulary.END;
      types += special ? 0 : 1;
      matchedTypes += !special && known[id] ? 1 : 0;
      all += count;
      matched += known[id] && id != Vocabulary.UNKNOWN ? count : 0;
    }
    return new Lineage(
        given,
        checkpoint.location(),
        sha256,
        vocabulary.fingerprint(),
        optimizer,
        taken,
        fresh,
        types,
        matchedTypes,
        all,
        matched);
  }

  /**
   * Lets a fresh network begin with this one's weights.
   *
   * @param optimizer whether its optimizer goes on, too
   */
  void inherit(MultiLayerNetwork fresh, ModelSpec asked, Vocabulary tokens, boolean optimizer) {
    MultiLayerNetwork network = Checkpoint.open(checkpoint).network();
    try {
      WeightTransfer.copy(
          new WeightTransfer.Trained(model, vocabulary, network),
          new WeightTransfer.Trained(asked, tokens, fresh));
      if (optimizer) {
        WeightTransfer.copyOptimizer(network, fresh);
      }
    } finally {
      Networks.release(network);
    }
  }
}
