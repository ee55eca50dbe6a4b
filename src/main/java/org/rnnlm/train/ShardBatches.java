package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.TokenSequence;

/** Reads the batches of one worker's round from its shards, holding one shard at a time. */
final class ShardBatches implements Batches {
  private final Folder folder;
  private final RecentShards shards;
  private final EpochOrder order;
  private final Iterator<EpochOrder.Stretch> stretches;
  private final int batchSize;
  private long remaining;
  private List<TokenSequence> records = List.of();
  private int[] rows = {};
  private int next;
  private String shard = "";

  ShardBatches(
      Folder folder, RecentShards shards, EpochOrder order, long from, long to, int batchSize) {
    this.folder = folder;
    this.shards = shards;
    this.order = order;
    this.stretches = order.stretches(from, to).iterator();
    this.batchSize = batchSize;
    this.remaining = to - from;
  }

  @Override
  public boolean hasNext() {
    return remaining > 0;
  }

  @Override
  public List<TokenSequence> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    int size = (int) Math.min(batchSize, remaining);
    List<TokenSequence> batch = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      batch.add(sequence());
    }
    remaining -= size;
    return batch;
  }

  int batchSize() {
    return batchSize;
  }

  @Override
  public String shard() {
    return shard;
  }

  /** Returns all sequences that are left. */
  List<TokenSequence> rest() {
    List<TokenSequence> sequences = new ArrayList<>();
    forEachRemaining(sequences::addAll);
    return sequences;
  }

  /** Returns the shard that a sequence came from. */
  String shardOf(TokenSequence sequence) {
    return order.shardOf(sequence.sequence()).file().name();
  }

  private TokenSequence sequence() {
    if (next == rows.length) {
      open(stretches.next());
    }
    return records.get(rows[next++]);
  }

  private void open(EpochOrder.Stretch stretch) {
    Shard opened = stretch.shard();
    records = shards.read(folder, opened);
    rows = stretch.rows();
    next = 0;
    shard = opened.file().name();
  }
}
