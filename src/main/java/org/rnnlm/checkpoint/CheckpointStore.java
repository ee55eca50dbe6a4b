package org.rnnlm.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.Content;
import org.rnnlm.io.DamagedException;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;
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
  private final Runnable guard;

  private CheckpointStore(Folder folder, Runnable guard) {
    this.folder = folder;
    this.guard = guard;
  }

  public static CheckpointStore of(Folder run) {
    return new CheckpointStore(run.child(CHECKPOINTS), () -> {});
  }

  /**
   * These checkpoints, for one who may lose the right to write them.
   *
   * @param mayWrite throws if it has been lost; asked before anything is deleted, and before each
   *     manifest
   */
  public CheckpointStore guardedBy(Runnable mayWrite) {
    return new CheckpointStore(folder, mayWrite);
  }

  /**
   * The checkpoint that a path given by a user means: a checkpoint's own folder, or the best or
   * else newest one of a run that is not damaged. It is read once.
   *
   * @param best takes a run's checkpoint and tells which rounds are its best, the best first; of
   *     those that have a checkpoint the first is taken
   * @param reader reads what is wanted of a checkpoint; one whose files are damaged is passed over
   * @param passedOver is told of each checkpoint that is damaged, and another taken in its place
   * @return what the reader made of the checkpoint
   */
  public static <T> T find(
      String location,
      Configuration configuration,
      Function<Checkpoint, List<Integer>> best,
      Function<Checkpoint, T> reader,
      Consumer<String> passedOver) {
    Folder given = Folder.at(location, configuration);
    if (isCheckpoint(given)) {
      return reader.apply(Checkpoint.open(given));
    }
    if (!given.exists()) {
      Optional<Checkpoint> ofRound = ofRound(location, configuration);
      if (ofRound.isPresent()) {
        return reader.apply(ofRound.get());
      }
      throw new DataException(given + " does not exist; give a run's folder or a checkpoint's");
    }
    CheckpointStore store = of(given);
    Set<String> told = new HashSet<>();
    Consumer<String> once = warning -> tell(warning, told, passedOver);
    return store
        .best(best, once)
        .flatMap(folder -> whole(folder, reader, once))
        .or(() -> store.newestWhole(reader, once))
        .orElseThrow(
            () ->
                new DataException(
                    given + " has no complete checkpoint; give a run's folder or a checkpoint's"));
  }

  private static void tell(String warning, Set<String> told, Consumer<String> passedOver) {
    if (told.add(warning)) {
      passedOver.accept(warning);
    }
  }

  /** The folder of the best checkpoint, as the newest that can tell it says, if it is there. */
  private Optional<Folder> best(
      Function<Checkpoint, List<Integer>> best, Consumer<String> passedOver) {
    List<Integer> complete = rounds();
    return newestWhole(best, passedOver).orElse(List.of()).stream()
        .filter(complete::contains)
        .findFirst()
        .map(this::ofRound);
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
        new CheckpointStore(Folder.at(path.getParent().toString(), configuration), () -> {});
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

  /** The newest complete checkpoint, be it damaged or not. */
  public Optional<Checkpoint> latest() {
    List<Integer> rounds = rounds();
    return rounds.isEmpty() ? Optional.empty() : Optional.of(open(rounds.get(rounds.size() - 1)));
  }

  /**
   * The newest complete checkpoint all of whose files are as they were written.
   *
   * @param passedOver is told of each newer one that is damaged: which file, and what is wrong
   * @throws DamagedException if there are complete checkpoints and all are damaged
   * @throws org.rnnlm.io.NewerFormatException if a newer version of this program wrote the newest
   * @throws DataException if one cannot be read, which is no proof that it is damaged
   */
  public Optional<Checkpoint> newestWhole(Consumer<String> passedOver) {
    return newestWhole(
        checkpoint -> {
          checkpoint.verify();
          return checkpoint;
        },
        passedOver);
  }

  /**
   * Reads the newest complete checkpoint whose files, as far as they are read, are as they were
   * written. It is proved while it is read, so that once is enough.
   *
   * @param reader what is made of the checkpoint; where it comes upon damage, an older one is taken
   * @param passedOver is told of each newer one that is damaged: which file, and what is wrong
   * @throws DamagedException if there are complete checkpoints and all are damaged
   * @throws org.rnnlm.io.NewerFormatException if a newer version of this program wrote the newest
   * @throws DataException if one cannot be read, which is no proof that it is damaged
   */
  public <T> Optional<T> newestWhole(Function<Checkpoint, T> reader, Consumer<String> passedOver) {
    List<CheckpointName> newestFirst = new ArrayList<>(begun());
    Collections.reverse(newestFirst);
    int damaged = 0;
    for (CheckpointName name : newestFirst) {
      if (isComplete(name)) {
        Optional<T> whole = whole(folder(name), reader, passedOver);
        if (whole.isPresent()) {
          return whole;
        }
        damaged++;
      } else if (folder(name).exists(CheckpointManifest.NAME)) {
        passedOver.accept(
            Text.format(
                "%s is cut or damaged: that checkpoint is passed over",
                folder(name).location(CheckpointManifest.NAME)));
      }
    }
    if (damaged == 0) {
      return Optional.empty();
    }
    throw new DamagedException(
        Text.format(
            "all %d complete checkpoints in %s are damaged; restore a copy of one, or start another"
                + " run",
            damaged, folder));
  }

  private static <T> Optional<T> whole(
      Folder folder, Function<Checkpoint, T> reader, Consumer<String> passedOver) {
    try {
      return Optional.of(reader.apply(Checkpoint.open(folder)));
    } catch (DamagedException e) {
      passedOver.accept(
          Text.format("%s; the checkpoint %s is passed over", e.getMessage(), folder));
      return Optional.empty();
    }
  }

  public Checkpoint open(int round) {
    return Checkpoint.open(ofRound(round));
  }

  /** The folder of a round's checkpoint, if possible of a complete one. */
  private Folder ofRound(int round) {
    List<CheckpointName> ofRound = begun().stream().filter(one -> one.round() == round).toList();
    CheckpointName plain = ofRound.isEmpty() ? new CheckpointName(round) : ofRound.get(0);
    return folder(ofRound.stream().filter(this::isComplete).findFirst().orElse(plain));
  }

  private Folder folder(CheckpointName name) {
    return folder.child(name.toString());
  }

  /** Writes a checkpoint without label and further parts. */
  public Folder write(int round, MultiLayerNetwork network, Vocabulary vocabulary, Object state) {
    return write(new CheckpointName(round), network, vocabulary, state, List.of());
  }

  /**
   * Writes a checkpoint, its manifest last, when all the rest is on disk as far as the file system
   * can tell.
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
    guard.run();
    begun().stream()
        .filter(one -> one.round() == name.round() && !one.equals(name))
        .forEach(this::delete);
    Folder target = folder(name);
    target.delete(CheckpointManifest.NAME);
    List<StoredFile> files = new ArrayList<>();
    files.add(write(target, Checkpoint.MODEL, out -> ModelFile.write(network, out)));
    files.add(target.write(Checkpoint.STATE, Json.pretty(state)));
    files.add(target.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary)));
    TokenizerJson.format(vocabulary)
        .ifPresent(json -> files.add(target.write(TokenizerJson.NAME, json)));
    parts.forEach(part -> files.add(write(target, part.name(), part.content())));
    target.sync();
    folder.sync();
    guard.run();
    target.write(CheckpointManifest.NAME, Json.pretty(CheckpointManifest.of(files)));
    target.sync();
    return target;
  }

  /** The manifest first, so that it is no checkpoint any more whatever happens. */
  private void delete(CheckpointName name) {
    folder(name).delete(CheckpointManifest.NAME);
    folder(name).delete();
  }

  private static StoredFile write(Folder target, String name, Content content) {
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
   * of others. Those of later rounds than the run has come to stay as they are and do not count:
   * they are damaged ones that it went back behind.
   *
   * @param round that the run has come to
   * @param bests the rounds with the lowest validation losses, the lowest first; those without a
   *     checkpoint do not count
   */
  public void prune(Retention retention, int round, List<Integer> bests, List<Integer> milestones) {
    guard.run();
    List<Integer> complete = rounds().stream().filter(one -> one <= round).toList();
    List<Integer> kept = bests.stream().filter(complete::contains).toList();
    int newest = complete.isEmpty() ? 0 : complete.get(complete.size() - 1);
    for (CheckpointName name : begun().stream().filter(one -> one.round() <= round).toList()) {
      int index = complete.indexOf(name.round());
      boolean stays =
          index < 0 || !isComplete(name)
              ? name.round() >= newest
              : milestones.contains(name.round())
                  || retention.keeps(name.round(), complete.size() - 1 - index, kept);
      if (!stays) {
        delete(name);
      }
    }
  }
}
