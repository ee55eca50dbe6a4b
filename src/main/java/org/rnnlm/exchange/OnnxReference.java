package org.rnnlm.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Runs a graph of {@link OnnxModels} by the definitions of ONNX's operators (github.com/onnx/onnx,
 * docs/Operators.md, version 14), plainly and in double precision, for one text at a time. It knows
 * the operators that those graphs have.
 */
final class OnnxReference {
  private final Map<String, INDArray> values = new HashMap<>();
  private final GraphProto graph;

  private OnnxReference(ModelProto model) {
    this.graph = model.getGraph();
  }

  /** Returns all values that a graph computes, by name. */
  static Map<String, INDArray> run(ModelProto model, Map<String, INDArray> inputs) {
    OnnxReference running = new OnnxReference(model);
    running.values.putAll(inputs);
    for (TensorProto tensor : running.graph.getInitializerList()) {
      running.values.put(tensor.getName(), constant(tensor));
    }
    running.graph.getNodeList().forEach(running::compute);
    return running.values;
  }

  private static INDArray constant(TensorProto tensor) {
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    long[] shape = tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    double[] numbers = new double[(int) LongStream.of(shape).reduce(1, (a, b) -> a * b)];
    boolean floats = tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = floats ? bytes.getFloat() : bytes.getLong();
    }
    return Nd4j.createFromArray(numbers).reshape(shape);
  }

  private void compute(NodeProto node) {
    INDArray first = values.get(node.getInput(0));
    switch (node.getOpType()) {
      case "Identity", "Cast" -> put(node, first);
      case "Transpose" -> put(node, first.permute(integers(node, "perm")).dup('c'));
      case "Gather" -> put(node, gathered(first, values.get(node.getInput(1))));
      case "OneHot" -> put(node, oneHot(first, (int) values.get(node.getInput(1)).getDouble(0)));
      case "Split" -> split(node, first);
      case "Concat" ->
          put(
              node,
              Nd4j.concat(
                  (int) axis(node, first),
                  node.getInputList().stream().map(values::get).toArray(INDArray[]::new)));
      case "LogSoftmax" -> put(node, logSoftmax(first));
      case "Slice" ->
          put(node, sliced(first, values.get(node.getInput(1)), values.get(node.getInput(2))));
      case "Reshape" -> put(node, reshaped(first, values.get(node.getInput(1))));
      case "Unsqueeze" -> put(node, first.reshape(first.length(), 1));
      case "MatMul" -> put(node, product(first, values.get(node.getInput(1))));
      case "Add" -> put(node, first.add(values.get(node.getInput(1)).broadcast(first.shape())));
      case "Div" -> put(node, first.divColumnVector(values.get(node.getInput(1))));
      case "ReduceSum" -> put(node, first.sum(0));
      case "Relu" -> put(node, Transforms.relu(first, true));
      case "Tanh" -> put(node, Transforms.tanh(first, true));
      case "RNN", "LSTM", "GRU" -> recurrent(node);
      default -> throw new IllegalStateException("operator " + node.getOpType());
    }
  }

  private void put(NodeProto node, INDArray value) {
    values.put(node.getOutput(0), value);
  }

  private static AttributeProto attribute(NodeProto node, String name) {
    return node.getAttributeList().stream()
        .filter(one -> one.getName().equals(name))
        .findFirst()
        .orElse(AttributeProto.getDefaultInstance());
  }

  /** Returns the axis of a node, counted from the first. */
  private static long axis(NodeProto node, INDArray of) {
    long axis = attribute(node, "axis").getI();
    return axis < 0 ? of.rank() + axis : axis;
  }

  /** Returns a part of the last dimension. */
  private static INDArray sliced(INDArray value, INDArray from, INDArray to) {
    INDArrayIndex[] all = new INDArrayIndex[value.rank()];
    Arrays.fill(all, NDArrayIndex.all());
    all[all.length - 1] = NDArrayIndex.interval((long) from.getDouble(0), (long) to.getDouble(0));
    long[] shape = value.shape().clone();
    shape[shape.length - 1] = (long) (to.getDouble(0) - from.getDouble(0));
    return value.get(all).dup('c').reshape('c', shape);
  }

  private static INDArray logSoftmax(INDArray value) {
    long width = value.size(value.rank() - 1);
    INDArray rows = value.dup('c').reshape('c', value.length() / width, width);
    for (long row = 0; row < rows.rows(); row++) {
      INDArray one = rows.getRow(row);
      double most = one.maxNumber().doubleValue();
      double sum = Transforms.exp(one.sub(most), true).sumNumber().doubleValue();
      one.subi(most + Math.log(sum));
    }
    return rows.reshape('c', value.shape());
  }

  private static int[] integers(NodeProto node, String name) {
    return attribute(node, name).getIntsList().stream().mapToInt(Long::intValue).toArray();
  }

  private static INDArray gathered(INDArray table, INDArray ids) {
    INDArray rows = Nd4j.create(DataType.DOUBLE, ids.length(), table.size(1));
    for (int i = 0; i < ids.length(); i++) {
      rows.putRow(i, table.getRow((long) ids.getDouble(i)));
    }
    return rows.reshape(ids.size(0), ids.size(1), table.size(1));
  }

  private static INDArray oneHot(INDArray ids, int depth) {
    INDArray rows = Nd4j.create(DataType.DOUBLE, ids.length(), depth);
    for (int i = 0; i < ids.length(); i++) {
      rows.putScalar(i, (long) ids.getDouble(i), 1);
    }
    return rows.reshape(ids.size(0), ids.size(1), depth);
  }

  private void split(NodeProto node, INDArray value) {
    int parts = node.getOutputCount();
    for (int i = 0; i < parts; i++) {
      values.put(node.getOutput(i), value.slice(i, 0).reshape(1, value.size(1), value.size(2)));
    }
  }

  /** 0 keeps a dimension, -1 takes what is left. */
  private static INDArray reshaped(INDArray value, INDArray to) {
    long[] shape = new long[(int) to.length()];
    long left = value.length();
    for (int i = 0; i < shape.length; i++) {
      shape[i] = to.getDouble(i) == 0 ? value.size(i) : 1;
      left /= shape[i];
    }
    shape[shape.length - 1] = left;
    return value.dup('c').reshape('c', shape);
  }

  /** Multiplies along the last dimension, whatever stands before it. */
  private static INDArray product(INDArray left, INDArray right) {
    long[] shape = left.shape().clone();
    long rows = left.length() / left.size(left.rank() - 1);
    INDArray flat = left.dup('c').reshape('c', rows, left.size(left.rank() - 1));
    shape[shape.length - 1] = right.size(1);
    return flat.mmul(right).dup('c').reshape('c', shape);
  }

  private INDArray input(NodeProto node, int index) {
    return index < node.getInputCount() ? values.get(node.getInput(index)) : null;
  }

  private void recurrent(NodeProto node) {
    INDArray x = input(node, 0);
    long steps = x.size(0);
    int units = (int) attribute(node, "hidden_size").getI();
    boolean both = attribute(node, "direction").getS().toStringUtf8().equals("bidirectional");
    int directions = both ? 2 : 1;
    INDArray all = Nd4j.create(DataType.DOUBLE, steps, directions, 1, units);
    INDArray hidden = Nd4j.create(DataType.DOUBLE, directions, 1, units);
    INDArray cell = Nd4j.create(DataType.DOUBLE, directions, 1, units);
    for (int d = 0; d < directions; d++) {
      double[] h = state(input(node, 5), d, units);
      double[] c = state(node.getOpType().equals("LSTM") ? input(node, 6) : null, d, units);
      for (long i = 0; i < steps; i++) {
        long t = d == 0 ? i : steps - 1 - i;
        INDArray step = x.slice(t, 0).reshape(1, x.size(2));
        INDArray bias = input(node, 3).slice(d, 0);
        long gates = bias.length() / 2;
        double[] wx = gates(step, input(node, 1).slice(d, 0), bias, 0, gates);
        double[] rh =
            gates(
                Nd4j.createFromArray(h).reshape(1, units),
                input(node, 2).slice(d, 0),
                bias,
                gates,
                gates);
        step(node, d, wx, rh, h, c);
        for (int j = 0; j < units; j++) {
          all.putScalar(new long[] {t, d, 0, j}, h[j]);
        }
      }
      for (int j = 0; j < units; j++) {
        hidden.putScalar(d, 0, j, h[j]);
        cell.putScalar(d, 0, j, c[j]);
      }
    }
    List<INDArray> outputs = List.of(all, hidden, cell);
    for (int i = 0; i < node.getOutputCount(); i++) {
      values.put(node.getOutput(i), outputs.get(i));
    }
  }

  private static double[] state(INDArray given, int direction, int units) {
    return given == null ? new double[units] : given.slice(direction, 0).dup().data().asDouble();
  }

  private static double[] gates(
      INDArray x, INDArray weights, INDArray biases, long from, long count) {
    double[] sums = x.mmul(weights.transpose()).dup('c').data().asDouble();
    for (int i = 0; i < count; i++) {
      sums[i] += biases.getDouble(from + i);
    }
    return sums;
  }

  /** One step of one direction: h and c are replaced. */
  private void step(NodeProto node, int d, double[] wx, double[] rh, double[] h, double[] c) {
    int n = h.length;
    for (int j = 0; j < n; j++) {
      switch (node.getOpType()) {
        case "RNN" -> h[j] = Math.tanh(wx[j] + rh[j]);
        case "GRU" -> {
          double z = sigmoid(wx[j] + rh[j]);
          double r = sigmoid(wx[n + j] + rh[n + j]);
          h[j] = (1 - z) * Math.tanh(wx[2 * n + j] + r * rh[2 * n + j]) + z * h[j];
        }
        default -> {
          double[] p = peepholes(node, d, n, j);
          double i = sigmoid(wx[j] + rh[j] + p[0] * c[j]);
          double f = sigmoid(wx[2 * n + j] + rh[2 * n + j] + p[2] * c[j]);
          c[j] = f * c[j] + i * Math.tanh(wx[3 * n + j] + rh[3 * n + j]);
          h[j] = sigmoid(wx[n + j] + rh[n + j] + p[1] * c[j]) * Math.tanh(c[j]);
        }
      }
    }
  }

  /** Returns a unit's peephole weights of the input, output and forget gates. */
  private double[] peepholes(NodeProto node, int direction, int units, int unit) {
    INDArray all = input(node, 7);
    double[] three = new double[3];
    for (int gate = 0; all != null && gate < three.length; gate++) {
      three[gate] = all.getDouble(direction, (long) gate * units + unit);
    }
    return three;
  }

  private static double sigmoid(double value) {
    return 1 / (1 + Math.exp(-value));
  }
}
