package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A recurrent layer as oneDNN's RNN primitives: all steps in one call, the input's products of all
 * steps in one matrix product.
 */
final class OneDnnRecurrent implements RecurrentKernel {
  private final RecurrentShape shape;
  private final DnnlContext context = new DnnlContext();
  private final OneDnnWeights weights;
  private final OneDnnSequence input;
  private final OneDnnSequence output;
  private final OneDnnState initial;
  private final OneDnnState last;
  private final Primitive forward;
  private final OneDnnBackward backward;

  OneDnnRecurrent(RecurrentShape shape, Precision precision) {
    this.shape = shape;
    try {
      RecurrentDescriptions descriptions = new RecurrentDescriptions(context, shape, precision);
      dnnl_primitive_desc description = descriptions.forward();
      weights = new OneDnnWeights(context, descriptions, shape);
      input =
          new OneDnnSequence(context, descriptions.input(), shape, shape.inputSize(), precision);
      output =
          new OneDnnSequence(context, descriptions.output(), shape, shape.hiddenSize(), precision);
      initial = new OneDnnState(context, descriptions, shape, precision);
      last = new OneDnnState(context, descriptions, shape, precision);
      Map<Integer, dnnl_memory> arguments = arguments(description);
      forward = context.primitive(description, arguments);
      backward =
          shape.training()
              ? new OneDnnBackward(
                  context, descriptions, shape, description, Map.copyOf(arguments), weights)
              : null;
    } catch (RuntimeException | Error e) {
      context.close();
      throw e;
    }
  }

  private Map<Integer, dnnl_memory> arguments(dnnl_primitive_desc description) {
    Map<Integer, dnnl_memory> arguments = new HashMap<>();
    arguments.put(DNNL_ARG_SRC_LAYER, input.handle());
    arguments.put(DNNL_ARG_SRC_ITER, initial.hiddenHandle());
    arguments.put(DNNL_ARG_WEIGHTS_LAYER, weights.inputFor(description));
    arguments.put(DNNL_ARG_WEIGHTS_ITER, weights.recurrentFor(description));
    arguments.put(DNNL_ARG_BIAS, weights.bias());
    arguments.put(DNNL_ARG_DST_LAYER, output.handle());
    arguments.put(DNNL_ARG_DST_ITER, last.hiddenHandle());
    if (shape.cell().hasCellState()) {
      arguments.put(DNNL_ARG_SRC_ITER_C, initial.cellHandle());
      arguments.put(DNNL_ARG_DST_ITER_C, last.cellHandle());
    }
    if (shape.cell().peepholes() > 0) {
      arguments.put(DNNL_ARG_WEIGHTS_PEEPHOLE, weights.peepholes());
    }
    if (shape.training()) {
      arguments.put(
          DNNL_ARG_WORKSPACE,
          context.allocate(DnnlContext.query(description, dnnl_query_workspace_md, 0)).handle());
    }
    return arguments;
  }

  @Override
  public RecurrentShape shape() {
    return shape;
  }

  @Override
  public CellState initialState() {
    return initial.state();
  }

  @Override
  public CellState finalState() {
    return last.state();
  }

  @Override
  public CellState finalStateGradient() {
    shape.checkTraining();
    return backward.finalStateGradient();
  }

  @Override
  public CellState initialStateGradient() {
    shape.checkTraining();
    return backward.initialStateGradient();
  }

  @Override
  public void forward(CellParameters parameters, FloatPointer inputs, FloatPointer outputs) {
    shape.checkForward(parameters, inputs, outputs);
    context.checkOpen();
    weights.update(parameters);
    input.take(inputs);
    initial.round();
    forward.execute();
    last.widen();
    output.give(outputs);
  }

  @Override
  public void hold() {
    weights.hold();
  }

  @Override
  public void backward(
      CellParameters parameters,
      FloatPointer inputs,
      FloatPointer outputGradient,
      FloatPointer inputGradient,
      CellParameters gradients) {
    shape.checkBackward(parameters, inputs, outputGradient, inputGradient, gradients);
    context.checkOpen();
    backward.execute(outputGradient, inputGradient, gradients);
  }

  @Override
  public void close() {
    context.close();
  }
}
