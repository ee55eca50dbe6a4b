package org.rnnlm.layer;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.bytedeco.javacpp.FloatPointer;
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
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.ClusterVectors;
import org.rnnlm.kernel.KernelSpec;
import org.rnnlm.kernel.Kernels;
import org.rnnlm.kernel.SoftmaxClusters;
import org.rnnlm.kernel.SoftmaxKernel;
import org.rnnlm.kernel.SoftmaxParameters;
import org.rnnlm.kernel.SoftmaxShape;
import org.rnnlm.kernel.TargetWeights;
import org.rnnlm.kernel.TokenInformation;
import org.rnnlm.kernel.TokenRanks;
import org.rnnlm.text.Text;

/** Computes a {@link TokenSoftmax}. Loss and gradients are computed together, and once. */
final class TokenSoftmaxRuntime extends BaseOutputLayer<TokenSoftmax>
    implements KernelLayer, TagOutput {
  private static final long serialVersionUID = 1L;

  private transient Kernels kernels;
  private transient KernelCache<SoftmaxShape, SoftmaxKernel> cache;
  private transient TargetWeights weights = TargetWeights.EQUAL;
  private transient ActivationPenalty penalty = ActivationPenalty.NONE;

  private final transient InputDropout dropout = new InputDropout();
  private transient long kernelNanos;
  private transient boolean flat;

  /** The summed loss of the input and labels set, where the backward pass has computed it. */
  private transient OptionalDouble summedLoss = OptionalDouble.empty();

  TokenSoftmaxRuntime(NeuralNetConfiguration configuration, DataType dataType) {
    super(configuration, dataType);
  }

  @Override
  public void use(Kernels chosen) {
    close();
    kernels = chosen;
    cache =
        new KernelCache<>(
            shape ->
                clusters()
                    .map(clusters -> chosen.softmax(clusters, shape.rows()))
                    .orElseGet(() -> chosen.softmax(shape)));
  }

  /** Has training weigh predictions by their targets; nothing else does. */
  void weigh(TargetWeights chosen) {
    weights = chosen;
  }

  /** Has training penalize what the layer is given. */
  void penalize(ActivationPenalty chosen) {
    penalty = chosen;
  }

  @Override
  public void close() {
    if (kernels != null) {
      cache.close();
    }
  }

  @Override
  public long kernelNanos() {
    return kernelNanos;
  }

  private Optional<SoftmaxClusters> clusters() {
    return layerConf().clusters();
  }

  private SoftmaxKernel kernel(int rows) {
    requireKernels();
    TokenSoftmax layer = layerConf();
    return cache.of(new SoftmaxShape((int) layer.getNIn(), (int) layer.getNOut(), rows));
  }

  private void requireKernels() {
    if (kernels == null) {
      use(Kernels.of(KernelSpec.AUTO));
    }
  }

  /** Returns its tokens' vectors, for an embedding that is tied to them. */
  TiedVectors vectors() {
    return new TiedVectors(
        (int) layerConf().getNIn(), clusters().map(this::narrow), parameters(params));
  }

  private ClusterVectors narrow(SoftmaxClusters clusters) {
    requireKernels();
    return kernels.vectors(clusters);
  }

  /** Returns the gradients that the backward pass has set, to which those of vectors are added. */
  SoftmaxParameters gradients() {
    return parameters(gradientViews);
  }

  @Override
  public void setInput(INDArray given, LayerWorkspaceMgr workspaces) {
    summedLoss = OptionalDouble.empty();
    flat = given != null && given.rank() == 2;
    super.setInput(flat ? given.reshape(given.size(0), given.size(1), 1) : given, workspaces);
  }

  /** As the input was given: a vector of each sequence, or one of each step. */
  private INDArray likeInput(INDArray array) {
    return flat ? array.get(NDArrayIndex.all(), NDArrayIndex.all(), NDArrayIndex.point(0)) : array;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(true, workspaces, ArrayType.BP_WORKING_MEM);
    int[] targets = targets();
    INDArray hiddenGradient =
        SequenceArray.create(
            workspaces, ArrayType.ACTIVATION_GRAD, hidden.size(0), hidden.size(1), hidden.size(2));
    long start = System.nanoTime();
    double loss =
        kernel(targets.length)
            .train(
                parameters(params),
                SequenceArray.pointer(hidden),
                targets,
                weights,
                SequenceArray.pointer(hiddenGradient),
                parameters(gradientViews));
    kernelNanos += System.nanoTime() - start;
    summedLoss = OptionalDouble.of(loss);
    Gradient gradient = new DefaultGradient();
    gradientViews.forEach(gradient.gradientForVariable()::put);
    int units = (int) hidden.size(1);
    penalty.addForSize(
        SequenceArray.pointer(hiddenGradient), SequenceArray.pointer(hidden), targets, units);
    INDArray inputGradient = undropped(hiddenGradient);
    if (penalty.change() > 0) {
      INDArray whole = SequenceArray.arranged(input, workspaces, ArrayType.BP_WORKING_MEM);
      penalty.addForChange(
          SequenceArray.pointer(inputGradient),
          SequenceArray.pointer(whole),
          targets,
          (int) hidden.size(0),
          units);
    }
    return new Pair<>(gradient, likeInput(inputGradient));
  }

  /** Returns the gradient of the input before its dropout. */
  private INDArray undropped(INDArray hiddenGradient) {
    if (!InputDropout.handles(layerConf().getIDropout())) {
      return backpropDropOutIfPresent(hiddenGradient);
    }
    dropout.backward(hiddenGradient);
    return hiddenGradient;
  }

  /** Returns the input, after dropout, row by row as the kernel wants it. */
  private INDArray hidden(boolean training, LayerWorkspaceMgr workspaces, ArrayType type) {
    assertInputSet(training);
    SequenceArray.require(input, layerConf().getNIn(), "input " + layerId());
    boolean drops = training && InputDropout.handles(layerConf().getIDropout());
    if (!drops) {
      applyDropOutIfNecessary(training, workspaces); // of a kind that only DL4J knows, if any
    }
    INDArray arranged = SequenceArray.arranged(input, workspaces, type);
    return drops
        ? dropout.apply((Dropout) layerConf().getIDropout(), arranged, workspaces)
        : arranged;
  }

  /** Returns the ids of the labels, step after step; masked ones as the kernel wants them. */
  private int[] targets() {
    if (labels == null) {
      throw new IllegalStateException("no labels are set " + layerId());
    }
    Tokens tokens = Tokens.of(labels, layerConf().getNOut());
    if (tokens.batch() != input.size(0) || tokens.steps() != input.size(2)) {
      throw new IllegalArgumentException(
          Text.format(
              "labels are of %d sequences and %d steps, the input of %d and %d %s",
              tokens.batch(), tokens.steps(), input.size(0), input.size(2), layerId()));
    }
    int[] targets = tokens.ids();
    StepMask mask = StepMask.of(maskArray, tokens.batch(), tokens.steps());
    if (mask != null) {
      for (int row = 0; row < targets.length; row++) {
        targets[row] = mask.present()[row] == 0 ? SoftmaxKernel.MASKED : targets[row];
      }
    }
    return targets;
  }

  private SoftmaxParameters parameters(Map<String, INDArray> of) {
    FloatPointer weights = SequenceArray.pointer(of.get(SoftmaxLayerParameters.WEIGHTS));
    FloatPointer bias = SequenceArray.pointer(of.get(SoftmaxLayerParameters.BIAS));
    clusters()
        .ifPresent( // those of the clusters follow in the same memory
            clusters -> {
              weights.capacity(clusters.weights());
              bias.capacity(clusters.biases());
            });
    return new SoftmaxParameters(weights, bias);
  }

  /** Returns the loss of each step, [time, batch] step after step; 0 where it is masked. */
  double[] losses(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(training, workspaces, ArrayType.FF_WORKING_MEM);
    int[] targets = targets();
    return kernel(targets.length)
        .losses(parameters(params), SequenceArray.pointer(hidden), targets);
  }

  /** Returns losses and entropies, [time, batch] step after step; 0 where it is masked. */
  TokenInformation information(LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(false, workspaces, ArrayType.FF_WORKING_MEM);
    int[] targets = targets();
    return kernel(targets.length)
        .information(parameters(params), SequenceArray.pointer(hidden), targets);
  }

  /** Returns what the layer reads, [time, batch, nIn]. */
  float[] hidden(LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(false, workspaces, ArrayType.FF_WORKING_MEM);
    float[] values = new float[Math.toIntExact(hidden.length())];
    SequenceArray.pointer(hidden).get(values);
    return values;
  }

  /** Returns how the labels stand in the distributions, [time, batch] step after step. */
  TokenRanks ranks(LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(false, workspaces, ArrayType.FF_WORKING_MEM);
    int[] targets = targets();
    return kernel(targets.length).ranks(parameters(params), SequenceArray.pointer(hidden), targets);
  }

  @Override
  public TagChoices tags(LayerWorkspaceMgr workspaces) {
    return new TagChoices(sum(losses(false, workspaces)), ranks(workspaces).likeliest());
  }

  @Override
  public double computeScore(
      double regularization, boolean training, LayerWorkspaceMgr workspaces) {
    double sum =
        summedLoss.isPresent() ? summedLoss.getAsDouble() : sum(losses(training, workspaces));
    score = sum / (conf().isMiniBatch() ? input.size(0) : 1) + regularization;
    return score;
  }

  private static double sum(double[] losses) {
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }

  @Override
  public INDArray computeScoreForExamples(double regularization, LayerWorkspaceMgr workspaces) {
    double[] losses = losses(false, workspaces);
    int batch = (int) input.size(0);
    float[] sums = new float[batch];
    for (int row = 0; row < losses.length; row++) {
      sums[row % batch] += losses[row];
    }
    return workspaces.leverageTo(
        ArrayType.ACTIVATIONS, Nd4j.createFromArray(sums).reshape(batch, 1).addi(regularization));
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray hidden = hidden(training, workspaces, ArrayType.FF_WORKING_MEM);
    INDArray output =
        SequenceArray.create(
            workspaces,
            ArrayType.ACTIVATIONS,
            hidden.size(0),
            layerConf().getNOut(),
            hidden.size(2));
    kernel((int) (hidden.size(0) * hidden.size(2)))
        .probabilities(
            parameters(params), SequenceArray.pointer(hidden), SequenceArray.pointer(output));
    return likeInput(output);
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
