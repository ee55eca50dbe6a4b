package org.rnnlm.shard;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnlm.io.DataException;
import org.rnnlm.io.StoredFile;

/** What {@link ShardReader} refuses. */
class DamagedShardTest extends ShardFixture {
  @Test
  void everyFlippedBitIsRefusedWithTheFilesName() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(200, 9, 23, 3));
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    for (int position : sample(bytes.length)) {
      byte[] damaged = bytes.clone();
      damaged[position] ^= (byte) (1 << position % 8);
      Files.write(directory.resolve(NAME), damaged);

      assertDamageIsNamed(shard, "at byte " + position);
    }
  }

  @Test
  void everyTruncationIsRefusedWithTheFilesName() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(200, 9, 23, 3));
    byte[] bytes = Files.readAllBytes(directory.resolve(NAME));
    for (int length : sample(bytes.length)) {
      Files.write(directory.resolve(NAME), Arrays.copyOf(bytes, length));

      assertDamageIsNamed(shard, "cut to " + length);
    }
  }

  @Test
  void aMissingShardIsNamed() throws IOException {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));
    Files.delete(directory.resolve(NAME));

    assertDamageIsNamed(shard, "missing");
  }

  @Test
  void aFileThatIsNoParquetIsRefused() {
    StoredFile stored = folder.write(NAME, "sequence,article,tokens\n0,7,1 2 3\n");

    assertDamageIsNamed(new Shard(stored, 0, 1), "text");
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 6})
  void anotherNumberOfRecordsThanInTheManifestIsRefused(int records) {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, new Shard(shard.file(), 0, records)))
        .withMessage(folder.location(NAME) + " has 5 records, its manifest says " + records);
  }

  @Test
  void otherSequencesThanInTheManifestAreRefused() {
    Shard shard = SampleShardSet.writeShard(folder, NAME, SampleShardSet.sequences(5, 9, 23, 3));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, new Shard(shard.file(), 2, 5)))
        .withMessage(folder.location(NAME) + ": record 0 is sequence 0 instead of 2");
  }

  @Test
  void aGapInTheFileIsRefusedByTheReader() throws IOException {
    Shard shard = writeWithParquet(SCHEMA, new int[] {7, 8, 9}, 0, 1, 3);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ShardReader.read(folder, shard))
        .withMessage(folder.location(NAME) + ": record 2 is sequence 3 instead of 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "required int32 element;|optional int32 element;",
        "required group tokens|optional group tokens",
        "required int64 article;|optional int64 article;",
        "required int32 element;|required int64 element;",
        "required int64 sequence;|required int32 sequence;"
      })
  void anotherSchemaIsRefused(String change) throws IOException {
    String[] parts = change.split("\\|");
    Shard shard = writeWithParquet(SCHEMA.replace(parts[0], parts[1]), new int[] {7, 8, 9}, 0, 1);

    assertDamageIsNamed(shard, change);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void recordsThatPredictNothingAreRefused(int tokens) throws IOException {
    Shard shard = writeWithParquet(SCHEMA, new int[tokens], 0, 1);

    assertDamageIsNamed(shard, tokens + " tokens");
  }

  private void assertDamageIsNamed(Shard shard, String damage) {
    assertThatExceptionOfType(DataException.class)
        .as(damage)
        .isThrownBy(() -> ShardReader.read(folder, shard))
        .withMessageStartingWith(directory + "/" + NAME + " ");
  }

  /** Both ends of a file, and between them positions that are coprime to its structure. */
  private static List<Integer> sample(int length) {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < length; i += i < 12 || i > length - 13 ? 1 : 31) {
      positions.add(i);
    }
    positions.add(length - 1);
    return positions;
  }
}
