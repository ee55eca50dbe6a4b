package org.rnnlm.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.rnnlm.kernel.Cell;
import org.rnnlm.kernel.CellParameters;

/**
 * Names, shapes and first values of a recurrent layer's parameters, as DL4J's own layers have them:
 * input weights, recurrent weights with any peepholes behind them if the cell has them, bias.
 */
final class RecurrentParameters implements ParamInitializer {
  static final RecurrentParameters INSTANCE = new RecurrentParameters();
  static final String INPUT = "W";
  static final String RECURRENT = "RW";
  static final String BIAS = "b";

  private RecurrentParameters() {}

  private record Sizes(long inputs, long units, Cell cell, int heads) {
    Sizes {
      if (units % heads != 0) {
        throw new IllegalArgumentException(
            units + " units cannot stand in " + heads + " heads that are equally large");
      }
    }

    static Sizes of(Layer layer) {
      Recurrent recurrent = (Recurrent) layer;
      return new Sizes(
          recurrent.getNIn(), recurrent.getNOut(), recurrent.cell(), recurrent.heads());
    }

    /** Rows of the input weights. */
    long rows() {
      return cell.inputs() * inputs;
    }

    long columns() {
      return cell.gates() * units;
    }

    /** Rows of the recurrent weights: the hidden states that a unit sees. */
    long seen() {
      return units / heads;
    }

    long recurrentColumns() {
      return cell.recurrentGates() * units + cell.peepholes();
    }

    long biases() {
      return cell.biases() * units;
    }

    long total() {
      return rows() * columns() + seen() * recurrentColumns() + biases();
    }
  }

  @Override
  public long numParams(NeuralNetConfiguration configuration) {
    return numParams(configuration.getLayer());
  }

  @Override
  public long numParams(Layer layer) {
    return Sizes.of(layer).total();
  }

  @Override
  public List<String> paramKeys(Layer layer) {
    return waits(layer) ? List.of(INPUT, RECURRENT, BIAS) : List.of(INPUT, BIAS);
  }

  @Override
  public List<String> weightKeys(Layer layer) {
    return waits(layer) ? List.of(INPUT, RECURRENT) : List.of(INPUT);
  }

  private static boolean waits(Layer layer) {
    return ((Recurrent) layer).cell().waits();
  }

  @Override
  public List<String> biasKeys(Layer layer) {
    return List.of(BIAS);
  }

  @Override
  public boolean isWeightParam(Layer layer, String key) {
    return !BIAS.equals(key);
  }

  @Override
  public boolean isBiasParam(Layer layer, String key) {
    return BIAS.equals(key);
  }

  @Override
  public Map<String, INDArray> init(
      NeuralNetConfiguration configuration, INDArray view, boolean initialize) {
    Recurrent layer = (Recurrent) configuration.getLayer();
    Map<String, INDArray> parameters = views(layer, view);
    parameters.keySet().forEach(configuration::addVariable);
    if (initialize) {
      draw(layer, parameters);
    }
    return Collections.synchronizedMap(parameters);
  }

  @Override
  public Map<String, INDArray> getGradientsFromFlattened(
      NeuralNetConfiguration configuration, INDArray view) {
    return views((Recurrent) configuration.getLayer(), view);
  }

  static Map<String, INDArray> views(Recurrent layer, INDArray view) {
    Sizes sizes = Sizes.of(layer);
    if (view.length() != sizes.total()) {
      throw new IllegalArgumentException(
          "a view of " + view.length() + " values where the layer has " + sizes.total());
    }
    INDArray flat = view.reshape(view.length());
    long recurrentAt = sizes.rows() * sizes.columns();
    long biasAt = recurrentAt + sizes.seen() * sizes.recurrentColumns();
    Map<String, INDArray> parameters = new LinkedHashMap<>();
    parameters.put(
        INPUT,
        flat.get(NDArrayIndex.interval(0, recurrentAt))
            .reshape('f', sizes.rows(), sizes.columns()));
    if (sizes.cell().waits()) {
      parameters.put(
          RECURRENT,
          flat.get(NDArrayIndex.interval(recurrentAt, biasAt))
              .reshape('f', sizes.seen(), sizes.recurrentColumns()));
    }
    parameters.put(BIAS, flat.get(NDArrayIndex.interval(biasAt, sizes.total())));
    return parameters;
  }

  /**
   * Draws first values with the same fans as DL4J's layers, so that the same seed gives the same
   * weights; of cells that DL4J does not have and that have input weights alone, with their own.
   */
  static void draw(Recurrent layer, Map<String, INDArray> parameters) {
    Sizes sizes = Sizes.of(layer);
    IWeightInit inputWeights = layer.getWeightInitFn();
    IWeightInit recurrentWeights =
        layer.getWeightInitFnRecurrent() == null ? inputWeights : layer.getWeightInitFnRecurrent();
    boolean gated = sizes.cell().gates() > 1;
    double units = sizes.units();
    double inputs = sizes.inputs();
    if (!sizes.cell().waits()) {
      draw(inputWeights, sizes.rows(), units, parameters.get(INPUT));
    } else if (gated) {
      draw(inputWeights, units, inputs + units, parameters.get(INPUT));
      draw(recurrentWeights, sizes.seen(), inputs + units, parameters.get(RECURRENT));
    } else {
      draw(inputWeights, inputs, units, parameters.get(INPUT));
      draw(recurrentWeights, units, units, parameters.get(RECURRENT));
    }
    INDArray bias = parameters.get(BIAS);
    bias.assign(layer.getBiasInit());
    if (sizes.cell().forgetGate().isPresent()) {
      assign(bias, sizes, sizes.cell().forgetGate().getAsInt(), layer.forgetGateBias());
    }
  }

  /** Sets a gate's bias, which stands head by head. */
  private static void assign(INDArray bias, Sizes sizes, int gate, double value) {
    long units = sizes.seen();
    for (long head = 0; head < sizes.heads(); head++) {
      long from = (head * sizes.cell().gates() + gate) * units;
      bias.get(NDArrayIndex.interval(from, from + units)).assign(value);
    }
  }

  static void draw(IWeightInit scheme, double fanIn, double fanOut, INDArray weights) {
    INDArray flat = weights.reshape('f', 1, weights.length());
    scheme.init(fanIn, fanOut, weights.shape(), 'f', flat);
  }

  /** Returns where the values of all parameters, or of their gradients, are. */
  static CellParameters pointers(Map<String, INDArray> of) {
    INDArray recurrent = of.get(RECURRENT);
    return new CellParameters(
        SequenceArray.pointer(of.get(INPUT)),
        recurrent == null ? new FloatPointer() : SequenceArray.pointer(recurrent),
        SequenceArray.pointer(of.get(BIAS)));
  }
}
