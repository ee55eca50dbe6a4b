package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.rnnlm.evaluate.Evaluator;
import org.rnnlm.evaluate.Score;
import org.rnnlm.io.Folder;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.shard.SampleShardSet;
import org.rnnlm.shard.ShardSet;
import org.rnnlm.shard.Split;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.spark.SparkFixture;
import org.rnnlm.vocabulary.Vocabulary;

/** A whole split, as evaluate scores it, and as ONNX Runtime does, sequence after sequence. */
class OnnxSplitIT extends SparkFixture {
  private static final int LENGTH = 50;

  /** As many as are read one after the other, the state carried on. */
  private static final int SEQUENCES = 32;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(names = {"SIMPLE_RNN", "LSTM", "PEEPHOLE_LSTM", "GRU"})
  void itsPerplexityIsTheSame(Cell cell) throws OrtException {
    ModelSpec model = ModelSpec.of(cell, 2, 11).with(EmbeddingSpec.trained(5));
    Source source = Models.source(model);
    Vocabulary vocabulary = source.vocabulary();
    List<TokenSequence> split = SampleShardSet.sequences(SEQUENCES, LENGTH, vocabulary.size(), 4);
    Folder data = Folder.at(folder.resolve("data").toString(), new Configuration());
    SampleShardSet.write(data, vocabulary, LENGTH, Map.of(Split.TEST, split));
    Score score =
        Evaluator.score(
            spark,
            source.network(),
            KernelSpec.AUTO,
            ShardSet.open(data.location(), new Configuration()),
            Split.TEST);
    Folder exported = Folder.at(folder.resolve("out").toString(), new Configuration());
    Exporter.write(source, ExportFormat.ONNX, exported);

    double nats = 0;
    try (OnnxSession session = new OnnxSession(folder.resolve("out/model.onnx"))) {
      Map<String, OnnxTensor> states = OnnxSession.states(model, 1);
      for (TokenSequence sequence : split) {
        int[] tokens = sequence.tokens();
        long[] read = Arrays.stream(tokens, 0, tokens.length - 1).asLongStream().toArray();
        Map<String, Object> said = session.run(Map.of("tokens", new long[][] {read}), states);
        nats += nats(((float[][][]) said.get("logits"))[0], tokens);
        states = OnnxSession.carried(said);
      }
    }

    int predictions = split.stream().mapToInt(TokenSequence::targets).sum();
    assertThat(score.targets()).isEqualTo(predictions).isGreaterThan(1500);
    double perplexity = Math.exp(nats / predictions);
    assertThat(score.perplexity()).isCloseTo(perplexity, within(1e-6 * perplexity));
  }

  private static double nats(float[][] logits, int... tokens) {
    double nats = 0;
    for (int t = 0; t < logits.length; t++) {
      double sum = 0;
      for (float logit : logits[t]) {
        sum += Math.exp(logit);
      }
      nats += Math.log(sum) - logits[t][tokens[t + 1]];
    }
    return nats;
  }
}
