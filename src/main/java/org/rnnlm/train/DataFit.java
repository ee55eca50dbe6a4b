package org.rnnlm.train;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.rnnlm.io.DataException;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Reads;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;

/** Whether a model's head and a shard set fit each other. */
public final class DataFit {
  private DataFit() {}

  /**
   * Returns the model with what it has to know of its data.
   *
   * @throws DataException if it cannot be trained on them; the message names the setting to change
   */
  public static ModelSpec on(ModelSpec model, ShardSet data) {
    ShardManifest manifest = data.manifest();
    requireArchitecture(model, data);
    Head head = model.head().kind();
    if (!head.modes().contains(manifest.mode())) {
      throw new DataException(
          Text.format(
              "a model with model.head = %s cannot be trained on %s, which has %s; set model.head ="
                  + " %s, or prepare with prepare.mode = %s",
              Text.kebab(head),
              data.folder(),
              manifest.sequences().summary(),
              fitting(manifest.mode()),
              head.modes().stream().map(Text::kebab).collect(Collectors.joining(" or "))));
    }
    requireWords(model, data);
    return model.on(
        new Reads(manifest.length(), manifest.cut(), manifest.classes(), manifest.characters()));
  }

  /**
   * @throws DataException if the model reads the characters of words, and the data have no words
   */
  public static void requireWords(ModelSpec model, ShardSet data) {
    if (!model.embedding().characters().none() && !data.manifest().hasWords()) {
      throw new DataException(
          Text.format(
              "%s is of format version %d, which has no words whose characters a model could read;"
                  + " prepare it again, or train a model with model.character-size = 0",
              data.folder(), data.manifest().version()));
    }
  }

  private static void requireArchitecture(ModelSpec model, ShardSet data) {
    boolean pairs = data.manifest().mode() == SequenceMode.PAIR;
    if (pairs == model.ofPairs()) {
      return;
    }
    throw new DataException(
        pairs
            ? Text.format(
                "%s has pairs, which an encoder and decoder learns; set model.architecture ="
                    + " encoder-decoder",
                data.folder())
            : Text.format(
                "an encoder and decoder learns pairs, and %s has %s; prepare with prepare.mode ="
                    + " pair, or set model.architecture = language-model",
                data.folder(), data.manifest().sequences().summary()));
  }

  private static String fitting(SequenceMode mode) {
    return Arrays.stream(Head.values())
        .filter(head -> head.modes().contains(mode))
        .map(Text::kebab)
        .collect(Collectors.joining(" or "));
  }
}
