package org.rnnlm.jobs;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.jobs.settings.SettingsException;
import org.rnnlm.jobs.settings.SettingsLayers;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.CharacterSpec;
import org.rnnlm.model.Head;
import org.rnnlm.model.HeadSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.run.Lineage;
import org.rnnlm.run.RunFolder;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.text.Text;
import org.rnnlm.train.Ancestor;
import org.rnnlm.train.TrainingRun;

/**
 * What {@code train.from} means: a run begins with the weights of a checkpoint, whose shape it has.
 */
final class Ancestors {
  /** The setting that names the checkpoint. */
  static final String KEY = "train.from";

  /** The setting that says what becomes of the optimizer's state. */
  static final String STATE = "train.from-state";

  private static final String HEAD = "model.head";
  private static final String DENSE = "model.dense-size";

  /** What becomes of what the optimizer had gathered. */
  enum State {
    /** It starts anew. */
    NEW,
    /** It goes on. */
    KEEP
  }

  private Ancestors() {}

  /**
   * Returns the checkpoint that settings name, if they name any.
   *
   * @throws DataException if there is none, or it is not whole
   */
  static Optional<Ancestor> of(Settings settings, Configuration hadoop) {
    Optional<String> from = settings.optionalText(KEY);
    if (from.isEmpty() && keeps(settings)) {
      throw settings.refused(STATE, "there is no train.from whose optimizer could go on");
    }
    return from.map(given -> at(given, hadoop));
  }

  /**
   * Returns the checkpoint that is meant by a place.
   *
   * @param given a run's folder or a checkpoint's
   * @throws DataException if there is none, or it is not whole
   */
  static Ancestor at(String given, Configuration hadoop) {
    return Checkpoints.find(
        given, Checkpoints.Which.BEST, checkpoint -> Ancestor.of(checkpoint, given), hadoop);
  }

  private static boolean keeps(Settings settings) {
    return settings.choice(STATE, State.class) == State.KEEP;
  }

  /**
   * Returns the settings of a run with the shape of the model that it begins from.
   *
   * @throws SettingsException if a preset, a file or an option asks for another shape
   */
  static SettingsLayers shaped(SettingsLayers layers, Optional<Ancestor> ancestor) {
    if (ancestor.isEmpty()) {
      return layers;
    }
    Settings asked = layers.settings();
    Map<String, String> shape = shape(ancestor.get().model(), asked);
    shape.keySet().stream()
        .filter(asked::isGiven)
        .forEach(key -> requireSame(asked, key, shape.get(key), ancestor.get().given()));
    Map<String, String> real = new TreeMap<>(shape);
    if (!asked.isGiven(HEAD)) {
      head(ancestor.get().model().head())
          .forEach((key, value) -> real.put(key, asked.isGiven(key) ? given(asked, key) : value));
    }
    return layers.withAssignments(
        real.entrySet().stream().map(set -> set.getKey() + "=" + set.getValue()).toList());
  }

  private static Map<String, String> shape(ModelSpec model, Settings asked) {
    boolean untied =
        asked.choice(HEAD, Head.class).hasClasses() || !given(asked, DENSE).equals("0");
    Map<String, String> shape = new TreeMap<>();
    shape.put("model.cell", Text.kebab(model.cell()));
    shape.put("model.layers", String.valueOf(model.layers()));
    shape.put("model.hidden-size", String.valueOf(model.hiddenSize()));
    BlockSpec block = model.recurrent().block();
    shape.put("model.block", Text.kebab(block.kind()));
    shape.put("model.heads", String.valueOf(model.recurrent().heads()));
    shape.put("model.feed-forward-size", String.valueOf(block.feedForwardSize()));
    shape.put("model.embedding-size", String.valueOf(model.embeddingSize()));
    CharacterSpec characters = model.embedding().characters();
    shape.put("model.character-size", String.valueOf(characters.size()));
    if (!characters.none()) {
      shape.put("model.character-filters", String.valueOf(characters.filters()));
      shape.put("model.character-width", String.valueOf(characters.width()));
    }
    shape.put("model.bidirectional", String.valueOf(model.recurrent().bidirectional()));
    shape.put("model.architecture", Text.kebab(model.architecture()));
    shape.put("model.tied-embedding", String.valueOf(model.embedding().tied() && !untied));
    return shape;
  }

  private static Map<String, String> head(HeadSpec head) {
    return Map.of(
        HEAD,
        Text.kebab(head.kind()),
        "model.pooling",
        Text.kebab(head.pooling()),
        DENSE,
        String.valueOf(head.denseSize()),
        "model.dense-activation",
        Text.kebab(head.denseActivation()),
        "model.tags",
        Text.kebab(head.tags()),
        "model.output",
        Text.kebab(head.output().kind()),
        "model.output-cutoffs",
        head.output().cutoffs().toString());
  }

  private static String given(Settings asked, String key) {
    return asked.group("model").get(key);
  }

  private static void requireSame(Settings asked, String key, String real, String origin) {
    if (!given(asked, key).equals(real)) {
      throw asked.refused(
          key,
          Text.format(
              "%s %s has %s = %s; leave the setting out, or begin from another model",
              KEY, origin, key, real));
    }
  }

  /** Returns what a run takes from its ancestor, if it has one. */
  static Optional<Lineage> lineage(Optional<Ancestor> ancestor, RunSetup setup, ShardSet shards) {
    return ancestor.map(
        one -> one.lineage(setup.model(), shards.vocabulary(), keeps(setup.settings())));
  }

  /** Tells a person what a run takes. */
  static void tell(Lineage lineage) {
    System.out.println("from       " + lineage.checkpoint());
    System.out.println("taken      " + lineage.taken());
    System.out.println("vocabulary " + lineage.matched());
  }

  /** Returns the run, beginning from its ancestor if it has one. */
  static TrainingRun from(Optional<Ancestor> ancestor, RunSetup setup, TrainingRun run) {
    return ancestor.map(one -> run.from(one, keeps(setup.settings()))).orElse(run);
  }

  /** Returns the ancestor of a run that ended before its first checkpoint, if it had one. */
  static Optional<Ancestor> again(RunFolder folder, Configuration hadoop) {
    return folder.lineage().map(lineage -> Ancestor.again(lineage, hadoop));
  }
}
