package org.rnnlm.checkpoint;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.io.DamagedException;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.Json;
import org.rnnlm.io.NewerFormatException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A complete checkpoint; each part is proved against the manifest while it is read, and nothing
 * that was made of a damaged one is handed out.
 */
public final class Checkpoint {
  public static final String MODEL = "model.zip";
  public static final String STATE = "state.json";
  private static final List<String> NEEDED = List.of(MODEL, STATE, VocabularyFile.NAME);

  private final Folder folder;
  private final CheckpointManifest manifest;

  Checkpoint(Folder folder, CheckpointManifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * @throws DataException if the folder has no manifest, which means that it was not finished
   * @throws DamagedException if there is no sense in the manifest
   * @throws NewerFormatException if a newer version of this program wrote it
   */
  public static Checkpoint open(Folder folder) {
    String origin = folder.location(CheckpointManifest.NAME);
    if (!folder.exists(CheckpointManifest.NAME)) {
      throw new DataException(
          origin + " does not exist: the checkpoint was not finished; take an older one");
    }
    return new Checkpoint(
        folder, CheckpointManifest.parse(folder.readText(CheckpointManifest.NAME), origin));
  }

  /** Whether the manifest is there to its end; a crash may leave it empty or cut. */
  static boolean isComplete(Folder folder) {
    return folder.exists(CheckpointManifest.NAME)
        && Json.isWhole(folder.readText(CheckpointManifest.NAME));
  }

  public Folder folder() {
    return folder;
  }

  /** Proves that the manifest lists all that a checkpoint needs, and every file against it. */
  public void verify() {
    NEEDED.forEach(this::stored);
    manifest.files().forEach(folder::prove);
    vocabulary();
  }

  /**
   * Proves the files that nobody has read: with those that were, it is then whole.
   *
   * @param read names of files that were read, and so are proved already
   */
  public void proveBut(Set<String> read) {
    manifest.files().stream().filter(file -> !read.contains(file.name())).forEach(folder::prove);
  }

  /**
   * Returns the SHA-256 of the manifest, which has the hashes of all files: what tells this
   * checkpoint from every other.
   */
  public String identity() {
    return Hashes.sha256(folder.readText(CheckpointManifest.NAME));
  }

  /** What the training program stored beside the model. */
  public <T> T state(Class<T> type) {
    return Json.read(text(STATE), type, folder.location(STATE));
  }

  public Vocabulary vocabulary() {
    return VocabularyFile.parse(text(VocabularyFile.NAME), folder.location(VocabularyFile.NAME));
  }

  /** The network with its updater's state, ready to compute with the best kernels there are. */
  public MultiLayerNetwork network() {
    MultiLayerNetwork network =
        folder.read(stored(MODEL), in -> ModelFile.read(in, folder.location(MODEL)));
    Networks.use(network, KernelSpec.AUTO);
    return network;
  }

  /**
   * A text that the training program stored beside them, or nothing if there is none of that name.
   */
  public Optional<String> textPart(String name) {
    return part(name).map(file -> text(name));
  }

  /**
   * A file that the training program stored beside them, or nothing if there is none of that name.
   */
  public Optional<StoredFile> part(String name) {
    return manifest.file(name);
  }

  private String text(String name) {
    return new String(folder.read(stored(name)), StandardCharsets.UTF_8);
  }

  private StoredFile stored(String name) {
    return manifest
        .file(name)
        .orElseThrow(
            () ->
                new DamagedException(
                    folder.location(CheckpointManifest.NAME)
                        + ": file '"
                        + name
                        + "' is missing from the manifest"));
  }
}
