package org.rnnlm.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.vocabulary.TokenizerJson;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * The checkpoints of a run, one folder each (see {@link CheckpointName}), at most one a round. A
 * checkpoint counts from the moment that its manifest is there; folders without one are ignored,
 * and overwritten or deleted when their round comes again. Nothing is renamed, so the same holds on
 * HDFS and S3.
 */
public final class CheckpointStore {
  private static final String CHECKPOINTS = "checkpoints";

  private final Folder folder;

  private CheckpointStore(Folder folder) {
    this.folder = folder;
  }

  public static CheckpointStore of(Folder run) {
    return new CheckpointStore(run.child(CHECKPOINTS));
  }

  /**
   * The checkpoint that a path given by a user means: a checkpoint's own folder, or the best or
   * else newest one of a run.
   *
   * @param best takes a run's checkpoint and tells which round is its best, if it knows
   */
  public static Checkpoint find(
      String location, Configuration configuration, Function<Checkpoint, OptionalInt> best) {
    Folder given = Folder.at(location, configuration);
    if (isCheckpoint(given)) {
      return Checkpoint.open(given);
    }
    if (!given.exists()) {
      Optional<Checkpoint> ofRound = ofRound(location, configuration);
      if (ofRound.isPresent()) {
        return ofRound.get();
      }
      throw new DataException(given + " does not exist; give a run's folder or a checkpoint's");
    }
    CheckpointStore store = of(given);
    Checkpoint latest =
        store
            .latest()
            .orElseThrow(
                () ->
                    new DataException(
                        given
                            + " has no complete checkpoint; give a run's folder or a checkpoint's"));
    OptionalInt round = best.apply(latest);
    return round.isPresent() && store.rounds().contains(round.getAsInt())
        ? store.open(round.getAsInt())
        : latest;
  }

  /** What {@code RUN/checkpoints/round-000120} means where that checkpoint's name has a label. */
  private static Optional<Checkpoint> ofRound(String location, Configuration configuration) {
    Path path = new Path(location);
    Optional<CheckpointName> name = CheckpointName.parse(path.getName());
    if (name.isEmpty() || !name.get().label().isEmpty() || path.getParent() == null) {
      return Optional.empty();
    }
    int round = name.get().round();
    CheckpointStore store =
        new CheckpointStore(Folder.at(path.getParent().toString(), configuration));
    return store.rounds().contains(round) ? Optional.of(store.open(round)) : Optional.empty();
  }

  /** Whether a folder is a checkpoint's, finished or not, whatever it is called. */
  public static boolean isCheckpoint(Folder folder) {
    return folder.exists(Checkpoint.MODEL) || folder.exists(Checkpoint.STATE);
  }

  /** Rounds that have a complete checkpoint, rising. */
  public List<Integer> rounds() {
    return begun().stream().filter(this::isComplete).map(CheckpointName::round).distinct().toList();
  }

  /** All that have a folder, complete or not, by rising rounds. */
  private List<CheckpointName> begun() {
    return folder.folders().stream()
        .map(CheckpointName::parse)
        .flatMap(Optional::stream)
        .sorted()
        .toList();
  }

  private boolean isComplete(CheckpointName name) {
    return Checkpoint.isComplete(folder(name));
  }

  /** The newest complete checkpoint. */
  public Optional<Checkpoint> latest() {
    List<Integer> rounds = rounds();
    return rounds.isEmpty() ? Optional.empty() : Optional.of(open(rounds.get(rounds.size() - 1)));
  }

  public Checkpoint open(int round) {
    List<CheckpointName> ofRound = begun().stream().filter(one -> one.round() == round).toList();
    CheckpointName plain = ofRound.isEmpty() ? new CheckpointName(round) : ofRound.get(0);
    return Checkpoint.open(
        folder(ofRound.stream().filter(this::isComplete).findFirst().orElse(plain)));
  }

  private Folder folder(CheckpointName name) {
    return folder.child(name.toString());
  }

  /** Writes a checkpoint without label and further parts. */
  public Folder write(int round, MultiLayerNetwork network, Vocabulary vocabulary, Object state) {
    return write(new CheckpointName(round), network, vocabulary, state, List.of());
  }

  /**
   * Writes a checkpoint, its manifest last.
   *
   * @param state what is stored as {@code state.json}
   * @param parts what else is stored
   * @throws DataException if any part cannot be written; there is no manifest then
   */
  public Folder write(
      CheckpointName name,
      MultiLayerNetwork network,
      Vocabulary vocabulary,
      Object state,
      List<CheckpointPart> parts) {
    begun().stream()
        .filter(one -> one.round() == name.round() && !one.equals(name))
        .forEach(this::delete);
    Folder target = folder(name);
    target.delete(CheckpointManifest.NAME);
    List<StoredFile> files = new ArrayList<>();
    files.add(
        write(target, Checkpoint.MODEL, out -> ModelSerializer.writeModel(network, out, true)));
    files.add(target.write(Checkpoint.STATE, Json.pretty(state)));
    files.add(target.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary)));
    TokenizerJson.format(vocabulary)
        .ifPresent(json -> files.add(target.write(TokenizerJson.NAME, json)));
    parts.forEach(part -> files.add(write(target, part.name(), part.content())));
    target.write(
        CheckpointManifest.NAME,
        Json.pretty(
            new CheckpointManifest(CheckpointManifest.FORMAT, CheckpointManifest.VERSION, files)));
    return target;
  }

  /** The manifest first, so that it is no checkpoint any more whatever happens. */
  private void delete(CheckpointName name) {
    folder(name).delete(CheckpointManifest.NAME);
    folder(name).delete();
  }

  private static StoredFile write(Folder target, String name, CheckpointPart.Content content) {
    HashingOutputStream out = target.create(name);
    try (out) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new DataException(
          target.location(name)
              + " cannot be written: "
              + e.getMessage()
              + "; check the free space",
          e);
    }
    return out.stored();
  }

  /**
   * Deletes the complete checkpoints that are not to be kept, manifest first, and what a crash left
   * of others before the newest.
   *
   * @param bests the rounds with the lowest validation losses, the lowest first
   */
  public void prune(Retention retention, List<Integer> bests) {
    List<Integer> complete = rounds();
    int newest = complete.isEmpty() ? 0 : complete.get(complete.size() - 1);
    for (CheckpointName name : begun()) {
      int index = complete.indexOf(name.round());
      boolean kept =
          index < 0 || !isComplete(name)
              ? name.round() >= newest
              : retention.keeps(name.round(), complete.size() - 1 - index, bests);
      if (!kept) {
        delete(name);
      }
    }
  }
}
