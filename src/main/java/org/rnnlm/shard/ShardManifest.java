package org.rnnlm.shard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.io.AddedLater;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

/**
 * {@code MANIFEST.json} of a shard set: written last, it is what makes the folder a shard set.
 *
 * @param format always {@link #FORMAT}
 * @param version of the format; readers refuse what they do not know
 * @param mode how articles became sequences
 * @param length the most steps that a sequence is trained for; it has one token more
 * @param stride tokens from one window's beginning to the next one's; 0 without windows
 * @param vocabulary the file {@code vocabulary.tsv}
 * @param others files that say the same for other programs: {@code tokenizer.json}, or none
 * @param fingerprint the vocabulary's
 * @param vocabularySize ids, specials among them
 * @param settings the settings that the set was prepared with, by key
 * @param pages pages read from the input, by what became of them: {@code read}, {@code kept}, and
 *     the reasons of those left out
 * @param leftOut sequences left out of all splits, by reason
 * @param classes names of the classes of labelled texts, or of the tags of tagged ones, in the
 *     order of their ids; none of others
 * @param characters of the words of tagged texts those that the training split has at least twice,
 *     the most frequent first; none of others
 * @param splits {@code train}, {@code valid}, {@code test}
 */
public record ShardManifest(
    String format,
    int version,
    @AddedLater(inVersion = 2) SequenceMode mode,
    int length,
    @AddedLater(inVersion = 2) int stride,
    StoredFile vocabulary,
    @AddedLater(inVersion = 2) List<StoredFile> others,
    String fingerprint,
    int vocabularySize,
    Map<String, String> settings,
    Map<String, Long> pages,
    @AddedLater(inVersion = 2) Map<String, Long> leftOut,
    @AddedLater(inVersion = 3) List<String> classes,
    @AddedLater(inVersion = 5) @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> characters,
    Map<String, SplitContent> splits) {
  public static final String NAME = "MANIFEST.json";
  public static final String FORMAT = "rnnlm-shards";
  public static final int VERSION = 5;

  private static final int BEFORE_TAGS = 3;
  private static final int WITH_WORDS = 5;
  private static final String CUT_KEY = "prepare.cut";

  public ShardManifest {
    if (!FORMAT.equals(format)) {
      throw new DataException("format is '" + format + "' instead of '" + FORMAT + "'");
    }
    if (version < 1 || version > VERSION) {
      throw new DataException(
          "format version is " + version + ", this program reads versions 1 to " + VERSION);
    }
    mode = mode == null ? SequenceMode.STREAM : mode; // there was one mode at first
    checkSequences(mode, length, stride);
    checkClasses(mode, classes);
    if (mode != SequenceMode.TAGGED && !characters.isEmpty()) {
      throw new DataException("a set of mode " + mode + " tells characters; tagged ones alone do");
    }
    for (Split split : Split.values()) {
      if (splits.get(split.key()) == null) {
        throw new DataException("split '" + split.key() + "' is missing");
      }
    }
    others = List.copyOf(others);
    classes = List.copyOf(classes);
    characters = List.copyOf(characters);
    settings = new TreeMap<>(settings);
    pages = new TreeMap<>(pages);
    leftOut = new TreeMap<>(leftOut);
    splits = new TreeMap<>(splits);
  }

  private static void checkSequences(SequenceMode mode, int length, int stride) {
    try {
      new SequenceSpec(mode, length, stride);
    } catch (IllegalArgumentException e) {
      throw new DataException(e.getMessage(), e);
    }
  }

  /**
   * Returns the version that a set of a mode is written as: the oldest that knows it, so that older
   * programs go on reading what they can.
   */
  public static int versionOf(SequenceMode mode) {
    return mode == SequenceMode.TAGGED ? VERSION : BEFORE_TAGS;
  }

  private static void checkClasses(SequenceMode mode, List<String> classes) {
    boolean labelled = mode == SequenceMode.LABELLED || mode == SequenceMode.TAGGED;
    if (labelled ? classes.size() < 2 : !classes.isEmpty()) {
      throw new DataException(
          Text.format(
              "a set of mode %s has classes %s; labelled and tagged texts have at least 2, others"
                  + " none",
              mode, classes));
    }
    if (new HashSet<>(classes).size() < classes.size()) {
      throw new DataException("a class is named twice: " + classes);
    }
  }

  /** Returns what was cut off labelled texts that are longer than the sequences may be. */
  public Cut cut() {
    String cut = settings.getOrDefault(CUT_KEY, Cut.END.name());
    return Arrays.stream(Cut.values())
        .filter(value -> value.name().equalsIgnoreCase(cut))
        .findFirst()
        .orElseThrow(() -> new DataException("setting " + CUT_KEY + " is '" + cut + "'"));
  }

  /** Returns whether its sequences have the words of tagged texts, beside their ids. */
  public boolean hasWords() {
    return mode == SequenceMode.TAGGED && version >= WITH_WORDS;
  }

  /** Returns which sequences the set holds. */
  public SequenceSpec sequences() {
    return new SequenceSpec(mode, length, stride);
  }

  public SplitContent split(Split split) {
    return splits.get(split.key());
  }
}
