package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.io.DataException;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;

class RecentShardsTest {
  @TempDir private Path folder;
  private ShardSet data;
  private List<Shard> shards;

  @BeforeEach
  void write() throws IOException {
    data = SmallCorpus.write(folder, 40);
    shards = data.split(Split.TRAIN).shards();
    assertThat(shards).hasSizeGreaterThan(2);
  }

  @Test
  void whatWasReadIsNotReadAgain() throws IOException {
    RecentShards recent = new RecentShards(1_000_000);
    List<TokenSequence> first = recent.read(data.folder(), shards.get(1));
    delete(shards.get(1));
    assertThat(recent.read(data.folder(), shards.get(1))).isSameAs(first);
    assertThat(first.get(0).sequence()).isEqualTo(shards.get(1).firstSequence());
  }

  @Test
  void ofNoTokensNothingIsHeld() throws IOException {
    assertForgotten(new RecentShards(0), 0);
  }

  @Test
  void whatWasUsedLongestAgoGoesFirst() throws IOException {
    long two = tokens(0) + Math.max(tokens(1), tokens(2));
    RecentShards recent = new RecentShards(two);
    recent.read(data.folder(), shards.get(0));
    recent.read(data.folder(), shards.get(1));
    recent.read(data.folder(), shards.get(0));
    recent.read(data.folder(), shards.get(2));
    delete(shards.get(0));
    assertThat(recent.read(data.folder(), shards.get(0))).isNotEmpty();
    assertForgotten(recent, 1);
  }

  @Test
  void itTravelsEmpty() throws IOException, ClassNotFoundException {
    RecentShards recent = new RecentShards(1_000_000);
    recent.read(data.folder(), shards.get(0));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(recent);
    }
    assertThat(bytes.size()).isLessThan(1_000);
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RecentShards arrived = (RecentShards) in.readObject();
      arrived.read(data.folder(), shards.get(1));
      delete(shards.get(1));
      assertThat(arrived.read(data.folder(), shards.get(1))).isNotEmpty();
      assertForgotten(arrived, 0);
    }
  }

  private void assertForgotten(RecentShards recent, int shard) throws IOException {
    Path file = delete(shards.get(shard));
    assertThatThrownBy(() -> recent.read(data.folder(), shards.get(shard)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  private Path delete(Shard shard) throws IOException {
    Path file = folder.resolve(shard.file().name());
    Files.deleteIfExists(file);
    return file;
  }

  private long tokens(int shard) {
    return new RecentShards(0)
        .read(data.folder(), shards.get(shard)).stream()
            .mapToLong(sequence -> sequence.tokens().length)
            .sum();
  }
}
