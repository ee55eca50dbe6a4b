package org.rnnlm.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.Folder;
import org.rnnlm.io.Json;
import org.rnnlm.io.StoredFile;
import org.rnnlm.run.TrainingPosition;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.ShardWriter;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.SplitContent;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.text.Text;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * A shard set of counted-up letters with noise: each token is the one after its predecessor, or
 * with probability 0.3 any. Its sequences differ in length, and its shards in records.
 */
final class SmallCorpus {
  static final int LENGTH = 7;
  static final int LETTERS = 9;

  private SmallCorpus() {}

  /** Training sequences as given, 11 for validation and 5 for test. */
  static ShardSet write(Path folder, int trainingSequences) throws IOException {
    return write(folder, trainingSequences, LETTERS);
  }

  /**
   * Writes as many training sequences of a larger alphabet, whose letters are words where there are
   * no more letters.
   */
  static ShardSet write(Path folder, int trainingSequences, int letters) throws IOException {
    Folder target = Folder.at(folder.toString(), new Configuration());
    Vocabulary vocabulary = vocabulary(letters);
    StoredFile file = target.write(VocabularyFile.NAME, VocabularyFile.format(vocabulary));
    Map<String, SplitContent> splits = new TreeMap<>();
    splits.put(Split.TRAIN.key(), write(target, Split.TRAIN, trainingSequences, 10, letters));
    splits.put(Split.VALID.key(), write(target, Split.VALID, 11, 6, letters));
    splits.put(Split.TEST.key(), write(target, Split.TEST, 5, 5, letters));
    ShardManifest manifest =
        new ShardManifest(
            ShardManifest.FORMAT,
            ShardManifest.versionOf(SequenceMode.STREAM),
            SequenceMode.STREAM,
            LENGTH,
            0,
            file,
            List.of(),
            vocabulary.fingerprint(),
            vocabulary.size(),
            Map.of(),
            Map.of("read", 1L),
            Map.of(),
            List.of(),
            List.of(),
            splits);
    target.write(ShardManifest.NAME, Json.pretty(manifest));
    return ShardSet.open(folder.toString(), new Configuration());
  }

  private static Vocabulary vocabulary(int letters) {
    boolean words = letters > 26;
    List<Vocabulary.Entry> entries = new ArrayList<>();
    for (int i = 0; i < letters; i++) {
      String letter = words ? "w" + i : Character.toString('a' + i);
      entries.add(new Vocabulary.Entry(letter, (words ? letters : 100) - i));
    }
    TokenSpec tokens = TokenSpec.of(words ? TokenKind.WORDS : TokenKind.CHARACTERS);
    return Vocabulary.of(tokens, entries, words ? letters * letters : 1000, 1, 0, 1);
  }

  private static SplitContent write(
      Folder folder, Split split, int sequences, int shardRecords, int letters) throws IOException {
    SplittableRandom random = new SplittableRandom(split.ordinal());
    List<Shard> shards = new ArrayList<>();
    long targets = 0;
    for (int first = 0; first < sequences; first += shardRecords) {
      ShardWriter writer =
          new ShardWriter(folder, Text.format("%s/shard-%05d.parquet", split.key(), shards.size()));
      try (writer) {
        for (int i = first; i < Math.min(sequences, first + shardRecords); i++) {
          TokenSequence sequence = sequence(i, random, letters);
          writer.write(sequence);
          targets += sequence.targets();
        }
      }
      shards.add(writer.shard());
    }
    return new SplitContent(1, targets, targets, 0, sequences, shards);
  }

  /** Every fourth sequence is shorter. */
  private static TokenSequence sequence(int index, SplittableRandom random, int letters) {
    int[] tokens = new int[index % 4 == 3 ? LENGTH - 2 : LENGTH + 1];
    int letter = random.nextInt(letters);
    for (int t = 0; t < tokens.length; t++) {
      tokens[t] = Vocabulary.END + 1 + letter;
      letter = random.nextDouble() < 0.3 ? random.nextInt(letters) : (letter + 1) % letters;
    }
    return new TokenSequence(index, 1, tokens);
  }

  /** All sequences of the training split, in the order of an epoch for one worker. */
  static List<List<TokenSequence>> batches(ShardSet data, TrainingSpec training, int epoch) {
    BatchPlan plan = BatchPlan.of(data, training, TrainingPosition.START);
    EpochOrder order = new EpochOrder(data.split(Split.TRAIN), training.seed(), epoch);
    List<List<TokenSequence>> batches = new ArrayList<>();
    new ShardBatches(
            data.folder(), new RecentShards(0), order, 0, plan.sequences(), training.batchSize())
        .forEachRemaining(batches::add);
    return batches;
  }

  static String text(TokenSequence sequence) {
    return sequence.sequence() + Arrays.toString(sequence.tokens());
  }
}
