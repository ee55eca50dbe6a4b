package org.rnnlm.shard;

import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;

/**
 * {@code MANIFEST.json} of a shard set: written last, it is what makes the folder a shard set.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format; readers refuse what they do not know
 * @param length steps that a full sequence is trained for; it has one token more
 * @param vocabulary the file {@code vocabulary.tsv}
 * @param fingerprint the vocabulary's
 * @param vocabularySize ids, specials among them
 * @param settings the settings that the set was prepared with, by key
 * @param pages pages read from the input, by what became of them: {@code read}, {@code kept}, and
 *     the reasons of those left out
 * @param splits {@code train}, {@code valid}, {@code test}
 */
public record ShardManifest(
    String format,
    int version,
    int length,
    StoredFile vocabulary,
    String fingerprint,
    int vocabularySize,
    Map<String, String> settings,
    Map<String, Long> pages,
    Map<String, SplitContent> splits) {
  public static final String NAME = "MANIFEST.json";
  public static final String FORMAT = "rnnlm-shards";
  public static final int VERSION = 1;

  public ShardManifest {
    if (!FORMAT.equals(format)) {
      throw new DataException("format is '" + format + "' instead of '" + FORMAT + "'");
    }
    if (version != VERSION) {
      throw new DataException(
          "format version is " + version + ", this program reads version " + VERSION);
    }
    if (length < 1) {
      throw new DataException("length is " + length);
    }
    for (Split split : Split.values()) {
      if (splits.get(split.key()) == null) {
        throw new DataException("split '" + split.key() + "' is missing");
      }
    }
    settings = new TreeMap<>(settings);
    pages = new TreeMap<>(pages);
    splits = new TreeMap<>(splits);
  }

  public SplitContent split(Split split) {
    return splits.get(split.key());
  }
}
