package org.rnnlm.layer;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.text.Text;

/**
 * Computes a {@link TagCrf}: the scores of words by matrix products of ND4J, which are small for
 * tags are few, and the chain of each sentence in doubles. The loss and gradients are computed
 * together, and once.
 */
final class TagCrfRuntime extends BaseOutputLayer<TagCrf> implements KernelLayer, TagOutput {
  private static final long serialVersionUID = 1L;

  private final transient InputDropout dropout = new InputDropout();

  /** The summed loss of the input and labels set, where the backward pass has computed it. */
  private transient OptionalDouble summedLoss = OptionalDouble.empty();

  TagCrfRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  /** The sentences of a batch, from rows [time, batch] of scores. */
  private record Batch(int size, int tags, int[] lengths, int[] targets, float[] scores) {

    /** Returns the scores of a sentence's words, [steps, tags]. */
    double[] emissions(int sentence) {
      double[] emissions = new double[lengths[sentence] * tags];
      for (int t = 0; t < lengths[sentence]; t++) {
        for (int tag = 0; tag < tags; tag++) {
          emissions[t * tags + tag] = scores[(t * size + sentence) * tags + tag];
        }
      }
      return emissions;
    }

    int[] path(int sentence) {
      int[] path = new int[lengths[sentence]];
      for (int t = 0; t < path.length; t++) {
        path[t] = targets[t * size + sentence];
      }
      return path;
    }
  }

  @Override
  public void use(Kernels kernels) {
    // has none
  }

  @Override
  public long kernelNanos() {
    return 0;
  }

  @Override
  public void close() {
    // holds no memory of its own
  }

  @Override
  public void setInput(INDArray given, LayerWorkspaceMgr workspaces) {
    summedLoss = OptionalDouble.empty();
    super.setInput(given, workspaces);
  }

  private int tags() {
    return Math.toIntExact(layerConf().getNOut());
  }

  private LinearChain chain() {
    return new LinearChain(tags(), rowByRow(params.get(TagCrfParameters.TRANSITIONS)));
  }

  private static double[] rowByRow(INDArray matrix) {
    return matrix.dup('c').data().asDouble();
  }

  /** Returns the input, after dropout, as rows [time * batch, nIn]. */
  private INDArray hidden(boolean training, LayerWorkspaceMgr workspaces, ArrayType type) {
    assertInputSet(training);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    boolean drops = training && InputDropout.handles(layerConf().getIDropout());
    if (!drops) {
      applyDropOutIfNecessary(training, workspaces); // of a kind that only DL4J knows, if any
    }
    INDArray arranged = SequenceArray.arranged(input, workspaces, type);
    INDArray given =
        drops ? dropout.apply((Dropout) layerConf().getIDropout(), arranged, workspaces) : arranged;
    return rows(given);
  }

  /** Returns [batch, size, time] as kernels keep it as rows [time * batch, size], a view. */
  private static INDArray rows(INDArray arranged) {
    long batch = arranged.size(0);
    long size = arranged.size(1);
    return arranged.permute(2, 0, 1).reshape('c', true, arranged.size(2) * batch, size);
  }

  /** Returns the scores of all words, row by row, on the heap. */
  private float[] scores(INDArray hidden) {
    INDArray scores = hidden.mmul(params.get(TagCrfParameters.WEIGHTS));
    scores.addiRowVector(params.get(TagCrfParameters.BIAS));
    return scores.dup('c').data().asFloat();
  }

  private Batch batch(float[] scores) {
    if (labels == null) {
      throw new IllegalStateException("no labels are set " + layerId());
    }
    Tokens tokens = Tokens.of(labels, layerConf().getNOut());
    int size = (int) input.size(0);
    int steps = (int) input.size(2);
    if (tokens.batch() != size || tokens.steps() != steps) {
      throw new IllegalArgumentException(
          Text.format(
              "labels are of %d sequences and %d steps, the input of %d and %d %s",
              tokens.batch(), tokens.steps(), size, steps, layerId()));
    }
    return new Batch(size, tags(), lengths(size, steps), tokens.ids(), scores);
  }

  private int[] lengths(int size, int steps) {
    int[] lengths = new int[size];
    Arrays.fill(lengths, steps);
    StepMask mask = StepMask.of(maskArray, size, steps);
    if (mask == null) {
      return lengths;
    }
    if (!mask.isRightPadded()) {
      throw new IllegalArgumentException("sentences may be padded on the right only " + layerId());
    }
    for (int sentence = 0; sentence < size; sentence++) {
      while (lengths[sentence] > 0 && !mask.at(lengths[sentence] - 1, sentence)) {
        lengths[sentence]--;
      }
    }
    return lengths;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(true, workspaces, ArrayType.BP_WORKING_MEM);
    Batch batch = batch(scores(hidden));
    float[] gradients = new float[batch.scores().length];
    double[] transitions = new double[LinearChain.transitions(tags())];
    summedLoss = OptionalDouble.of(train(batch, gradients, transitions));
    INDArray ofScores = Nd4j.createFromArray(gradients).reshape('c', hidden.size(0), batch.tags());
    gradientViews.get(TagCrfParameters.WEIGHTS).assign(hidden.transpose().mmul(ofScores));
    gradientViews.get(TagCrfParameters.BIAS).assign(ofScores.sum(0));
    gradientViews
        .get(TagCrfParameters.TRANSITIONS)
        .assign(Nd4j.createFromArray(floats(transitions)).reshape('c', tags() + 2, tags()));
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient.gradientForVariable()::put);
    return new Pair<>(gradient, inputGradient(ofScores, workspaces));
  }

  private static float[] floats(double... values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private double train(Batch batch, float[] gradients, double[] transitions) {
    LinearChain chain = chain();
    double loss = 0;
    for (int sentence = 0; sentence < batch.size(); sentence++) {
      int steps = batch.lengths()[sentence];
      if (steps == 0) {
        continue;
      }
      double[] own = new double[steps * batch.tags()];
      loss += chain.train(batch.emissions(sentence), own, transitions, batch.path(sentence));
      for (int i = 0; i < own.length; i++) {
        int row = i / batch.tags() * batch.size() + sentence;
        gradients[row * batch.tags() + i % batch.tags()] = (float) own[i];
      }
    }
    return loss;
  }

  private INDArray inputGradient(INDArray ofScores, LayerWorkspaceMgr workspaces) {
    INDArray gradient =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATION_GRAD, input.size(0), input.size(1), input.size(2));
    rows(gradient).assign(ofScores.mmul(params.get(TagCrfParameters.WEIGHTS).transpose()));
    if (InputDropout.handles(layerConf().getIDropout())) {
      dropout.backward(gradient);
      return gradient;
    }
    return backpropDropOutIfPresent(gradient);
  }

  @Override
  public TagChoices tags(LayerWorkspaceMgr workspaces) {
    Batch batch = batch(scores(hidden(false, workspaces, ArrayType.FF_WORKING_MEM)));
    LinearChain chain = chain();
    int[] chosen = new int[batch.targets().length];
    double nats = 0;
    for (int sentence = 0; sentence < batch.size(); sentence++) {
      int steps = batch.lengths()[sentence];
      if (steps == 0) {
        continue;
      }
      double[] emissions = batch.emissions(sentence);
      nats += chain.loss(emissions, batch.path(sentence));
      int[] best = chain.best(emissions, steps);
      for (int t = 0; t < steps; t++) {
        chosen[t * batch.size() + sentence] = best[t];
      }
    }
    return new TagChoices(nats, chosen);
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    double sum = summedLoss.isPresent() ? summedLoss.getAsDouble() : tags(workspaces).nats();
    score = sum / (conf().isMiniBatch() ? input.size(0) : 1) + regularization;
    return score;
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    Batch batch = batch(scores(hidden(false, workspaces, ArrayType.FF_WORKING_MEM)));
    LinearChain chain = chain();
    float[] losses = new float[batch.size()];
    for (int sentence = 0; sentence < losses.length; sentence++) {
      losses[sentence] = (float) chain.loss(batch.emissions(sentence), batch.path(sentence));
    }
    return workspaces.leverageTo(
        ArrayType.ACTIVATIONS,
        Nd4j.createFromArray(losses).reshape(losses.length, 1).addi(regularization));
  }

  /** Returns the scores of the words, without the chain. */
  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(training, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray output =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATIONS, input.size(0), tags(), input.size(2));
    rows(output).assign(Nd4j.createFromArray(scores(hidden)).reshape('c', hidden.size(0), tags()));
    return output;
  }

  @Override
  protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
    return labels;
  }

  @Override
  public Type type() {
    return Type.RECURRENT;
  }
}
