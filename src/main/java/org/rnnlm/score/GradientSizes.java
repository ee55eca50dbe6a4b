package org.rnnlm.score;

import java.util.Iterator;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.layer.FlatArrays;
import org.rnnlm.layer.OwnGradientUpdater;
import org.rnnlm.model.Head;
import org.rnnlm.model.Networks;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.TokenSequence;

/**
 * How large the gradients of a trained model's parameters are on the data that it was trained on:
 * the roots of their mean squares, by which dynamic evaluation takes small steps where training
 * found large gradients.
 *
 * @param values one for each parameter. Not copied
 */
public record GradientSizes(float[] values) {

  /**
   * Measures them: of the mean loss of each stretch of each batch.
   *
   * @param stretch steps that a gradient goes through
   * @param batches of sequences to be read side by side, from a zero state each; at least one
   * @throws org.rnnlm.io.DataException if the model does not predict at every step
   */
  public static GradientSizes of(
      ScoringModel model, int stretch, Iterator<List<TokenSequence>> batches) {
    model.requireEveryStep();
    MultiLayerNetwork network = AdaptingReader.network(model.sent(), stretch);
    Squares squares = new Squares(Math.toIntExact(network.numParams()));
    try {
      network.setListeners(squares);
      OwnGradientUpdater.rate(network, 0);
      while (batches.hasNext()) {
        List<TokenSequence> batch = batches.next();
        squares.expect(batch, stretch);
        network.fit(
            SequenceArrays.of(
                batch,
                TokenInput.of(network),
                model.vocabularySize(),
                new Padding(stretch),
                Head.EVERY_STEP));
      }
      return new GradientSizes(squares.roots());
    } finally {
      Networks.release(network);
    }
  }

  /** Adds up the squares of gradients, of which it leaves none to be descended. */
  private static final class Squares extends BaseTrainingListener {
    private final float[] sums;
    private int gradients;
    private List<TokenSequence> batch = List.of();
    private int stretch;
    private int from;

    Squares(int parameters) {
      this.sums = new float[parameters];
    }

    void expect(List<TokenSequence> next, int steps) {
      this.batch = next;
      this.stretch = steps;
      this.from = 0;
    }

    @Override
    public void onGradientCalculation(Model model) {
      INDArray gradient = model.gradient().gradient();
      float tokens = batch.stream().mapToInt(this::targets).sum();
      float[] values = FlatArrays.values(gradient, 0, sums.length);
      for (int i = 0; i < sums.length; i++) {
        float mean = values[i] / tokens;
        sums[i] += mean * mean;
      }
      gradients++;
      from += stretch;
      FlatArrays.clear(gradient, 0, sums.length);
    }

    private int targets(TokenSequence sequence) {
      return Math.max(0, Math.min(stretch, sequence.targets() - from));
    }

    float[] roots() {
      float[] roots = new float[sums.length];
      for (int i = 0; i < roots.length; i++) {
        roots[i] = (float) Math.sqrt(sums[i] / gradients);
      }
      return roots;
    }
  }
}
