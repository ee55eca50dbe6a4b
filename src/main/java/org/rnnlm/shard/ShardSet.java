package org.rnnlm.shard;

import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Folder;
import org.rnnlm.io.FormatHeader;
import org.rnnlm.io.Json;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** A prepared corpus: a folder with manifest, vocabulary and the shards of three splits. */
public final class ShardSet {
  private final Folder folder;
  private final ShardManifest manifest;
  private final Vocabulary vocabulary;

  private ShardSet(Folder folder, ShardManifest manifest, Vocabulary vocabulary) {
    this.folder = folder;
    this.manifest = manifest;
    this.vocabulary = vocabulary;
  }

  /**
   * Reads manifest and vocabulary and proves that they belong together; shards are proved as they
   * are read.
   *
   * @throws DataException if the folder is no complete shard set
   */
  public static ShardSet open(String location, Configuration configuration) {
    Folder folder = Folder.at(location, configuration);
    if (!folder.exists(ShardManifest.NAME)) {
      throw new DataException(
          folder.exists()
              ? folder
                  + " has no "
                  + ShardManifest.NAME
                  + ": it is no shard set, or prepare did not finish it; give the folder that"
                  + " prepare wrote as its --output"
              : folder + " does not exist; give the folder that prepare wrote");
    }
    String origin = folder.location(ShardManifest.NAME);
    String text = folder.readText(ShardManifest.NAME);
    FormatHeader.require(text, ShardManifest.FORMAT, ShardManifest.VERSION, origin);
    ShardManifest manifest = Json.read(text, ShardManifest.class, origin);
    String vocabularyText = new String(folder.read(manifest.vocabulary()), StandardCharsets.UTF_8);
    Vocabulary vocabulary =
        VocabularyFile.parse(vocabularyText, folder.location(manifest.vocabulary().name()));
    if (!vocabulary.fingerprint().equals(manifest.fingerprint())) {
      throw new DataException(
          folder.location(manifest.vocabulary().name())
              + " is not the vocabulary that the manifest was written with");
    }
    if (vocabulary.size() != manifest.vocabularySize()) {
      throw new DataException(
          origin
              + " says that the vocabulary has "
              + manifest.vocabularySize()
              + " tokens, it has "
              + vocabulary.size());
    }
    return new ShardSet(folder, manifest, vocabulary);
  }

  public Folder folder() {
    return folder;
  }

  public ShardManifest manifest() {
    return manifest;
  }

  public Vocabulary vocabulary() {
    return vocabulary;
  }

  public SplitContent split(Split split) {
    return manifest.split(split);
  }
}
