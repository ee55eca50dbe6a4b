package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Map;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * A block as oneDNN's products and softmax. In bf16 the factors of products are rounded, the logits
 * and all sums are not. It trains by {@link SoftmaxPowers} where powers of its logits are floats.
 */
final class OneDnnSoftmaxBlock implements SoftmaxBlock {
  private final DnnlContext context;
  private final SoftmaxShape shape;
  private final int rows;
  private final OneDnnSoftmaxWeights weights;

  private final NativeMemory factor; // [rows, vocabulary], of the products' type
  private final dnnl_memory_desc factorOrder;
  private final dnnl_memory_desc hiddenWide; // [rows, hidden], as callers have it
  private final dnnl_memory_desc hiddenOrder; // of the products' type
  private final dnnl_memory hidden;
  private final Optional<NativeMemory> roundedHidden;
  private final Optional<Primitive> roundHidden;
  private Optional<SoftmaxPowers> powers = Optional.empty(); // all three are made when needed
  private Optional<Distributions> distributions = Optional.empty();
  private Optional<Gradients> gradients = Optional.empty();

  OneDnnSoftmaxBlock(
      DnnlContext context, SoftmaxShape shape, int rows, OneDnnSoftmaxWeights weights) {
    this.context = context;
    this.shape = shape;
    this.rows = rows;
    this.weights = weights;
    long h = shape.hiddenSize();
    factorOrder = context.dense(weights.type(), dnnl_ab, rows, shape.vocabularySize());
    factor = context.allocate(factorOrder);
    hiddenWide = context.dense(dnnl_f32, dnnl_ab, rows, h);
    hiddenOrder = context.dense(weights.type(), dnnl_ab, rows, h);
    hidden = context.handle(hiddenWide);
    roundedHidden = rounds() ? Optional.of(context.allocate(hiddenOrder)) : Optional.empty();
    roundHidden =
        roundedHidden.map(to -> context.reorder(hidden, hiddenWide, to.handle(), hiddenOrder));
  }

  private boolean rounds() {
    return weights.type() != dnnl_f32;
  }

  private dnnl_memory hiddenFactor() {
    return roundedHidden.map(NativeMemory::handle).orElse(hidden);
  }

  private void take(FloatPointer read) {
    DnnlContext.point(hidden, read);
    roundHidden.ifPresent(Primitive::execute);
  }

  /** What makes distributions. */
  private final class Distributions {
    private final dnnl_memory_desc wide =
        context.dense(dnnl_f32, dnnl_ab, rows, shape.vocabularySize());
    private final NativeMemory values = rounds() ? context.allocate(wide) : factor;
    private final Primitive logits =
        MatrixProduct.withRow(context, wide, hiddenOrder, weights.order(), weights.biasOrder())
            .of(values.handle(), hiddenFactor(), weights.factor(), weights.bias());
    private final Primitive softmax = softmax();

    private Primitive softmax() {
      dnnl_primitive_desc made = new dnnl_primitive_desc();
      OneDnn.check(
          dnnl_softmax_forward_primitive_desc_create(
              made,
              OneDnn.engine(),
              dnnl_forward_inference,
              dnnl_softmax_accurate,
              wide,
              wide,
              1,
              context.defaults()),
          "softmax");
      return context.primitive(
          context.own(made), Map.of(DNNL_ARG_SRC, values.handle(), DNNL_ARG_DST, values.handle()));
    }
  }

  /** What makes gradients of values that were distributions, where {@link SoftmaxPowers} cannot. */
  private final class Gradients {
    private final dnnl_memory hiddenGradient = context.handle(hiddenWide);
    private final dnnl_memory_desc weightOrder = // [vocabulary, hidden]
        context.dense(dnnl_f32, dnnl_ab, shape.vocabularySize(), shape.hiddenSize());
    private final dnnl_memory weightGradient = context.handle(weightOrder);
    private final dnnl_memory biasGradient = context.handle(weights.biasOrder());
    private final Optional<Primitive> round =
        rounds()
            ? Optional.of(
                context.reorder(
                    distributions().values.handle(),
                    distributions().wide,
                    factor.handle(),
                    factorOrder))
            : Optional.empty();
    private final Primitive hiddenProduct =
        MatrixProduct.into(context, hiddenWide, factorOrder, weights.turnedOrder())
            .of(hiddenGradient, factor.handle(), weights.factor());
    private final dnnl_memory_desc across =
        context.dense(weights.type(), dnnl_ba, shape.vocabularySize(), rows);
    private final Primitive weightProduct =
        MatrixProduct.into(context, weightOrder, across, hiddenOrder)
            .of(weightGradient, factor.handle(), hiddenFactor());
    private final Primitive addedWeightProduct =
        MatrixProduct.onto(context, weightOrder, across, hiddenOrder)
            .of(weightGradient, factor.handle(), hiddenFactor());
    private final NativeMemory ones = ones();
    private final dnnl_memory_desc onesOrder = context.dense(dnnl_f32, dnnl_ab, 1, rows);
    private final Primitive biasSum =
        MatrixProduct.into(context, weights.biasOrder(), onesOrder, distributions().wide)
            .of(biasGradient, ones.handle(), distributions().values.handle());
    private final Primitive addedBiasSum =
        MatrixProduct.onto(context, weights.biasOrder(), onesOrder, distributions().wide)
            .of(biasGradient, ones.handle(), distributions().values.handle());

    private NativeMemory ones() {
      NativeMemory made = context.allocate(context.dense(dnnl_f32, dnnl_ab, 1, rows));
      FloatPointer one = made.floats();
      for (int row = 0; row < rows; row++) {
        one.put(row, 1);
      }
      return made;
    }
  }

  private Distributions distributions() {
    distributions = distributions.or(() -> Optional.of(new Distributions()));
    return distributions.orElseThrow();
  }

  private Gradients gradients() {
    gradients = gradients.or(() -> Optional.of(new Gradients()));
    return gradients.orElseThrow();
  }

  private SoftmaxPowers powers() {
    powers =
        powers.or(
            () ->
                Optional.of(
                    new SoftmaxPowers(
                        context,
                        weights.type(),
                        rows,
                        shape.hiddenSize(),
                        shape.vocabularySize(),
                        factor.bytes())));
    return powers.orElseThrow();
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public FloatPointer values() {
    return distributions().values.floats();
  }

  @Override
  public void begin(SoftmaxParameters parameters) {
    weights.take(parameters);
  }

  @Override
  public Optional<double[]> train(Pass pass) {
    take(pass.hidden());
    return powers()
        .train(
            pass,
            weights.values(pass.parameters()),
            roundedHidden.<Pointer>map(NativeMemory::bytes).orElse(pass.hidden()));
  }

  @Override
  public void probabilities(SoftmaxParameters parameters, FloatPointer of) {
    take(of);
    distributions().logits.execute();
    distributions().softmax.execute();
  }

  @Override
  public void backward(Pass pass) {
    Gradients some = gradients();
    DnnlContext.point(some.hiddenGradient, pass.hiddenGradient());
    DnnlContext.point(some.weightGradient, pass.gradients().weights());
    DnnlContext.point(some.biasGradient, pass.gradients().bias());
    some.round.ifPresent(Primitive::execute);
    some.hiddenProduct.execute();
    (pass.adding() ? some.addedWeightProduct : some.weightProduct).execute();
    (pass.adding() ? some.addedBiasSum : some.biasSum).execute();
  }
}
