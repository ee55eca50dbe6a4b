package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A block as oneDNN's products and softmax. In bf16 the factors of products are rounded, the logits
 * and all sums are not.
 */
final class OneDnnSoftmaxBlock implements SoftmaxBlock {
  private final int rows;
  private final DnnlContext context;
  private final OneDnnSoftmaxWeights weights;

  private final NativeMemory values; // [rows, vocabulary]
  private final dnnl_memory hidden; // [rows, hidden]
  private final dnnl_memory hiddenGradient; // [rows, hidden]
  private final dnnl_memory weightGradient; // [vocabulary, hidden]
  private final dnnl_memory biasGradient; // [1, vocabulary]
  private final Primitive roundHidden;
  private final Primitive roundGradient;
  private final Primitive logits;
  private final Primitive softmax;
  private final Primitive hiddenProduct;
  private final List<Primitive> weightProduct = new ArrayList<>(); // and what is before it
  private final List<Primitive> addedWeightProduct = new ArrayList<>();
  private final Primitive biasSum;
  private final Primitive addedBiasSum;

  OneDnnSoftmaxBlock(
      DnnlContext context, SoftmaxShape shape, int rows, OneDnnSoftmaxWeights weights) {
    this.rows = rows;
    this.context = context;
    this.weights = weights;
    int type = weights.type();
    boolean rounded = type != dnnl_f32;
    long h = shape.hiddenSize();
    long v = shape.vocabularySize();
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ab, rows, v);
    dnnl_memory_desc hiddenWide = context.dense(dnnl_f32, dnnl_ab, rows, h);
    values = context.allocate(wide);
    hidden = context.handle(hiddenWide);
    hiddenGradient = context.handle(hiddenWide);
    dnnl_memory_desc weightGradientOrder = context.dense(dnnl_f32, dnnl_ab, v, h);
    dnnl_memory_desc biasOrder = context.dense(dnnl_f32, dnnl_ab, 1, v);
    weightGradient = context.handle(weightGradientOrder);
    biasGradient = context.handle(biasOrder);

    dnnl_memory_desc hiddenOrder = context.dense(type, dnnl_ab, rows, h);
    dnnl_memory_desc gradientOrder = context.dense(type, dnnl_ab, rows, v);
    dnnl_memory hiddenFactor = rounded ? context.allocate(hiddenOrder).handle() : hidden;
    dnnl_memory gradientFactor =
        rounded ? context.allocate(gradientOrder).handle() : values.handle();
    roundHidden = rounded ? context.reorder(hidden, hiddenWide, hiddenFactor, hiddenOrder) : null;
    roundGradient =
        rounded ? context.reorder(values.handle(), wide, gradientFactor, gradientOrder) : null;

    logits =
        MatrixProduct.withRow(
                context, wide, hiddenOrder, context.dense(type, dnnl_ba, h, v), biasOrder)
            .of(values.handle(), hiddenFactor, weights.factor(), weights.bias());
    softmax = softmax(wide);
    hiddenProduct =
        MatrixProduct.into(context, hiddenWide, gradientOrder, weights.packedOrder())
            .of(hiddenGradient, gradientFactor, weights.packed());
    dnnl_memory_desc transposed = context.dense(type, dnnl_ba, v, rows);
    dnnl_memory across = context.view(transposed, gradientFactor);
    WeightGradients products = new WeightGradients(context, type, rows, v, h);
    products.take(across, transposed, weightProduct);
    products.multiply(
        weightGradient, weightGradientOrder, hiddenFactor, hiddenOrder, h, false, weightProduct);
    products.take(across, transposed, addedWeightProduct);
    products.multiply(
        weightGradient,
        weightGradientOrder,
        hiddenFactor,
        hiddenOrder,
        h,
        true,
        addedWeightProduct);
    dnnl_memory_desc onesOrder = context.dense(dnnl_f32, dnnl_ab, 1, rows);
    NativeMemory ones = context.allocate(onesOrder);
    FloatPointer one = ones.floats();
    for (int row = 0; row < rows; row++) {
      one.put(row, 1);
    }
    biasSum =
        MatrixProduct.into(context, biasOrder, onesOrder, wide)
            .of(biasGradient, ones.handle(), values.handle());
    addedBiasSum =
        MatrixProduct.onto(context, biasOrder, onesOrder, wide)
            .of(biasGradient, ones.handle(), values.handle());
  }

  private Primitive softmax(dnnl_memory_desc order) {
    dnnl_primitive_desc made = new dnnl_primitive_desc();
    OneDnn.check(
        dnnl_softmax_forward_primitive_desc_create(
            made,
            OneDnn.engine(),
            dnnl_forward_inference,
            dnnl_softmax_accurate,
            order,
            order,
            1,
            context.defaults()),
        "softmax");
    return context.primitive(
        context.own(made), Map.of(DNNL_ARG_SRC, values.handle(), DNNL_ARG_DST, values.handle()));
  }

  @Override
  public int rows() {
    return rows;
  }

  @Override
  public FloatPointer values() {
    return values.floats();
  }

  @Override
  public void begin(SoftmaxParameters parameters) {
    weights.take(parameters);
  }

  @Override
  public void probabilities(SoftmaxParameters parameters, FloatPointer of) {
    DnnlContext.point(hidden, of);
    if (roundHidden != null) {
      roundHidden.execute();
    }
    logits.execute();
    softmax.execute();
  }

  @Override
  public void backward(
      SoftmaxParameters parameters,
      FloatPointer of,
      FloatPointer ofHidden,
      SoftmaxParameters gradients,
      boolean adding) {
    DnnlContext.point(hiddenGradient, ofHidden);
    DnnlContext.point(weightGradient, gradients.weights());
    DnnlContext.point(biasGradient, gradients.bias());
    if (roundGradient != null) {
      roundGradient.execute();
    }
    if (!adding) {
      weights.pack();
    }
    hiddenProduct.execute();
    (adding ? addedWeightProduct : weightProduct).forEach(Primitive::execute);
    (adding ? addedBiasSum : biasSum).execute();
  }
}
