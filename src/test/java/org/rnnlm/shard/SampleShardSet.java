package org.rnnlm.shard;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Hashes;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Small complete shard sets, written as prepare writes them. */
public final class SampleShardSet {
  /** The classes of labelled texts. */
  public static final List<String> CLASSES = List.of("falling", "rising");

  /** Steps of a full sequence. */
  public static final int LENGTH = 6;

  private static final int SHARD_RECORDS = 4;

  private SampleShardSet() {}

  /** Eight characters and the specials. */
  public static Vocabulary vocabulary() {
    List<Vocabulary.Entry> counts = new ArrayList<>();
    for (String token : List.of(" ", "e", "a", "s", "t", "d", "l", "\n")) {
      counts.add(new Vocabulary.Entry(token, 30 - counts.size()));
    }
    return Vocabulary.of(TokenSpec.of(TokenKind.CHARACTERS), counts, 215, 9, 0, 1);
  }

  /**
   * Sequences of random tokens, all full but for the last, of articles that follow from the seed.
   */
  public static List<TokenSequence> sequences(int records, int length, int vocabulary, long seed) {
    SplittableRandom random = new SplittableRandom(Hashes.seed(seed));
    List<TokenSequence> sequences = new ArrayList<>(records);
    for (int i = 0; i < records; i++) {
      int steps = i == records - 1 ? (length + 1) / 2 : length;
      int[] tokens = random.ints(steps + 1, Vocabulary.END, vocabulary).toArray();
      sequences.add(new TokenSequence(i, 1000 * seed + i / 3, tokens));
    }
    return sequences;
  }

  /** Writes 11, 5 and 2 sequences of {@link #vocabulary()}, four a shard. */
  public static ShardManifest write(Folder folder) {
    int size = vocabulary().size();
    Map<Split, List<TokenSequence>> splits = new EnumMap<>(Split.class);
    splits.put(Split.TRAIN, sequences(11, LENGTH, size, 1));
    splits.put(Split.VALID, sequences(5, LENGTH, size, 2));
    splits.put(Split.TEST, sequences(2, LENGTH, size, 3));
    return write(folder, vocabulary(), LENGTH, splits);
  }

  /**
   * @param splits their sequences, each counted from 0; a split that is left out is empty
   */
  public static ShardManifest write(
      Folder folder, Vocabulary vocabulary, int length, Map<Split, List<TokenSequence>> splits) {
    return write(folder, vocabulary, SequenceSpec.stream(length), splits);
  }

  /** The same with sequences of any kind. */
  public static ShardManifest write(
      Folder folder,
      Vocabulary vocabulary,
      SequenceSpec sequences,
      Map<Split, List<TokenSequence>> splits) {
    return write(folder, vocabulary, sequences, splits, SHARD_RECORDS);
  }

  /** The same with so many records a shard. */
  public static ShardManifest write(
      Folder folder,
      Vocabulary vocabulary,
      SequenceSpec sequences,
      Map<Split, List<TokenSequence>> splits,
      int shardRecords) {
    StoredFile vocabularyFile =
        folder.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary));
    Map<Split, List<TokenSequence>> spelled = new EnumMap<>(Split.class);
    splits.forEach(
        (split, all) ->
            spelled.put(split, all.stream().map(one -> spelled(one, vocabulary)).toList()));
    Map<String, SplitContent> contents = new TreeMap<>();
    for (Split split : Split.values()) {
      contents.put(
          split.key(),
          write(folder, split, sequences, spelled.getOrDefault(split, List.of()), shardRecords));
    }
    ShardManifest manifest =
        new ShardManifest(
            ShardManifest.FORMAT,
            ShardManifest.versionOf(sequences.mode()),
            sequences.mode(),
            sequences.length(),
            sequences.stride(),
            vocabularyFile,
            List.of(),
            vocabulary.fingerprint(),
            vocabulary.size(),
            Map.of("prepare.length", Integer.toString(sequences.length())),
            Map.of("read", 13L, "kept", 9L, "redirect", 4L),
            Map.of(),
            sequences.mode() == SequenceMode.LABELLED || sequences.mode() == SequenceMode.TAGGED
                ? CLASSES
                : List.of(),
            sequences.mode() == SequenceMode.TAGGED ? characters(spelled) : List.of(),
            contents);
    folder.write(ShardManifest.NAME, Json.pretty(manifest));
    return manifest;
  }

  private static SplitContent write(
      Folder folder,
      Split split,
      SequenceSpec spec,
      List<TokenSequence> sequences,
      int shardRecords) {
    List<Shard> shards = new ArrayList<>();
    for (int from = 0; from < sequences.size(); from += shardRecords) {
      int to = Math.min(from + shardRecords, sequences.size());
      String name = Text.format("%s/shard-%05d.parquet", split.key(), shards.size());
      shards.add(writeShard(folder, name, sequences.subList(from, to)));
    }
    long targets = sequences.stream().mapToLong(spec::targets).sum();
    return new SplitContent(
        sequences.stream().mapToLong(TokenSequence::article).distinct().count(),
        targets,
        targets,
        0,
        sequences.size(),
        shards);
  }

  /** Returns a sequence, whose words are its tokens where it is tagged and does not say them. */
  private static TokenSequence spelled(TokenSequence sequence, Vocabulary vocabulary) {
    int[] tags = sequence.tags();
    if (tags.length == 0 || !sequence.words().isEmpty()) {
      return sequence;
    }
    List<String> words =
        Arrays.stream(sequence.tokens(), 0, tags.length).mapToObj(vocabulary::token).toList();
    return new TokenSequence(
        sequence.sequence(), sequence.article(), sequence.tokens(), sequence.label(), tags, words);
  }

  private static List<String> characters(Map<Split, List<TokenSequence>> splits) {
    return splits.get(Split.TRAIN).stream()
        .flatMap(sequence -> sequence.words().stream())
        .flatMapToInt(String::codePoints)
        .sorted()
        .distinct()
        .mapToObj(Character::toString)
        .toList();
  }

  private static SequenceMode mode(TokenSequence sequence) {
    if (sequence.tags().length > 0) {
      return SequenceMode.TAGGED;
    }
    return sequence.label() == TokenSequence.NO_LABEL ? SequenceMode.STREAM : SequenceMode.LABELLED;
  }

  static Shard writeShard(Folder folder, String name, List<TokenSequence> sequences) {
    try {
      ShardWriter writer = ShardWriter.of(mode(sequences.get(0)), folder, name);
      try (writer) {
        for (TokenSequence sequence : sequences) {
          writer.write(sequence);
        }
      }
      return writer.shard();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
