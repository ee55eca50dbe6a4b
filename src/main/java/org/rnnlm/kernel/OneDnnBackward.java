package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.javacpp.FloatPointer;

/** The backward pass of a {@link OneDnnRecurrent}. */
final class OneDnnBackward {
  private final OneDnnGradients gradients;
  private final dnnl_memory outputGradient;
  private final OneDnnInputGradient inputGradient;
  private final OneDnnStateGradient ofFinal;
  private final OneDnnStateGradient ofInitial;
  private final Primitive backward;

  OneDnnBackward(
      DnnlContext context,
      RecurrentDescriptions descriptions,
      RecurrentShape shape,
      dnnl_primitive_desc forward,
      Map<Integer, dnnl_memory> forwardArguments,
      OneDnnWeights weights) {
    dnnl_primitive_desc description = descriptions.backward(forward);
    gradients = new OneDnnGradients(context, descriptions, shape, description);
    outputGradient = context.handle(descriptions.outputGradient());
    inputGradient = new OneDnnInputGradient(context, descriptions.inputGradient(), shape);
    Map<Integer, dnnl_memory> arguments = new HashMap<>(forwardArguments);
    arguments.put(DNNL_ARG_WEIGHTS_LAYER, weights.inputFor(description));
    arguments.put(DNNL_ARG_WEIGHTS_ITER, weights.recurrentFor(description));
    arguments.put(DNNL_ARG_DIFF_DST_LAYER, outputGradient);
    arguments.put(DNNL_ARG_DIFF_SRC_LAYER, inputGradient.handle());
    arguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, gradients.input());
    arguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, gradients.recurrent());
    arguments.put(DNNL_ARG_DIFF_BIAS, gradients.bias());
    ofFinal = new OneDnnStateGradient(context, descriptions, shape);
    ofInitial = new OneDnnStateGradient(context, descriptions, shape);
    arguments.put(DNNL_ARG_DIFF_DST_ITER, ofFinal.hiddenHandle());
    arguments.put(DNNL_ARG_DIFF_SRC_ITER, ofInitial.hiddenHandle());
    if (shape.cell().hasCellState()) {
      arguments.put(DNNL_ARG_DIFF_DST_ITER_C, ofFinal.cellHandle());
      arguments.put(DNNL_ARG_DIFF_SRC_ITER_C, ofInitial.cellHandle());
    }
    if (shape.cell().peepholes() > 0) {
      arguments.put(DNNL_ARG_DIFF_WEIGHTS_PEEPHOLE, gradients.peepholes());
    }
    backward = context.primitive(description, arguments);
  }

  CellState finalStateGradient() {
    return ofFinal.state();
  }

  CellState initialStateGradient() {
    return ofInitial.state();
  }

  void execute(FloatPointer ofOutput, FloatPointer ofInput, CellParameters ofParameters) {
    gradients.zero();
    DnnlContext.point(outputGradient, ofOutput);
    inputGradient.point(ofInput);
    backward.execute();
    inputGradient.give();
    gradients.copyTo(ofParameters);
  }
}
