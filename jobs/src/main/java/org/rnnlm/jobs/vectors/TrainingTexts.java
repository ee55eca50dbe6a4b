package org.rnnlm.jobs.vectors;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.util.SerializableConfiguration;
import org.rnnlm.io.Folder;
import org.rnnlm.shard.SequenceSpec;
import org.rnnlm.shard.Shard;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.TokenSequence;

/**
 * The sequences of a shard as texts whose words are token ids in decimals. Every token comes once:
 * what a sequence shares with the one before is left out, and so is START.
 */
final class TrainingTexts implements FlatMapFunction<Shard, List<String>> {
  private static final long serialVersionUID = 1L;

  private final String data;
  private final SequenceSpec spec;
  private final SerializableConfiguration hadoop;

  TrainingTexts(String data, SequenceSpec spec, SerializableConfiguration hadoop) {
    this.data = data;
    this.spec = spec;
    this.hadoop = hadoop;
  }

  @Override
  public Iterator<List<String>> call(Shard shard) {
    return ShardReader.read(Folder.at(data, hadoop.value()), shard).stream()
        .map(this::words)
        .iterator();
  }

  private List<String> words(TokenSequence sequence) {
    int[] tokens = sequence.tokens();
    int from = Math.min(tokens.length, 1 + spec.repeated(sequence));
    List<String> words = new ArrayList<>(tokens.length - from);
    Arrays.stream(tokens, from, tokens.length).forEach(id -> words.add(Integer.toString(id)));
    return words;
  }
}
