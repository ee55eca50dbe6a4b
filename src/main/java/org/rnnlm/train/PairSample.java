package org.rnnlm.train;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.search.BeamSpec;
import org.rnnlm.search.Hypothesis;
import org.rnnlm.shard.PairSequences;
import org.rnnlm.shard.ShardReader;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.translate.TargetWriter;
import org.rnnlm.vocabulary.Codec;

/** What an encoder and decoder writes for the first few sources of the validation split. */
final class PairSample {
  private static final int PAIRS = 5;

  private PairSample() {}

  /**
   * Returns a source, what is written for it, and, where that is another one, the true target, a
   * line.
   */
  static String of(MultiLayerNetwork network, ShardSet data) {
    List<TokenSequence> shard =
        ShardReader.read(data.folder(), data.split(Split.VALID).shards().get(0));
    List<TokenSequence> pairs = shard.subList(0, Math.min(PAIRS, shard.size()));
    int longest = pairs.stream().mapToInt(PairSequences::targets).max().orElseThrow();
    List<Hypothesis> written =
        new TargetWriter(network)
            .write(
                pairs.stream().map(PairSequences::sourceTokens).toList(), BeamSpec.greedy(longest));
    Codec codec = new Codec(data.vocabulary());
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < pairs.size(); i++) {
      String source = codec.decode(PairSequences.sourceTokens(pairs.get(i)));
      String target = codec.decode(PairSequences.targetTokens(pairs.get(i)));
      String text = codec.decode(written.get(i).tokens());
      lines.append(i == 0 ? "" : "\n").append(source).append(" -> ").append(text);
      lines.append(text.equals(target) ? "" : "  (not " + target + ")");
    }
    return lines.toString();
  }
}
