package org.rnnlm.exchange;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Puts an ONNX graph together, node by node. Every method that adds a node returns the name of what
 * it computes.
 */
final class OnnxBuilder {
  /** The operators' version: the oldest that has all of them as they are used here. */
  private static final int OPERATORS = 14;

  private static final int FORMAT = 7; // the oldest IR version that goes with them

  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Set<String> weights = new HashSet<>();
  private int names;

  OnnxBuilder(String name) {
    graph.setName(name);
  }

  /** Declares an input; a dimension is a number, or a name where callers choose it. */
  String input(String name, TensorProto.DataType type, Object... dimensions) {
    graph.addInput(value(name, type, dimensions));
    return name;
  }

  /** Declares that a value is handed out under another name. */
  void output(String from, String name, TensorProto.DataType type, Object... dimensions) {
    graph.addNode(node("Identity", name, from));
    graph.addOutput(value(name, type, dimensions));
  }

  private static ValueInfoProto value(
      String name, TensorProto.DataType type, Object... dimensions) {
    TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
    for (Object dimension : dimensions) {
      TensorShapeProto.Dimension.Builder one = TensorShapeProto.Dimension.newBuilder();
      shape.addDim(
          dimension instanceof Integer size
              ? one.setDimValue(size)
              : one.setDimParam(dimension.toString()));
    }
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            TypeProto.newBuilder()
                .setTensorType(
                    TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape)))
        .build();
  }

  /** Adds weights, once however many nodes read them. */
  String weights(String name, float[] values, int... shape) {
    if (!weights.add(name)) {
      return name;
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, TensorProto.DataType.FLOAT, bytes, shape);
  }

  /** Adds whole numbers, such as the shape to bring a value to. */
  String integers(long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant("integers" + names++, TensorProto.DataType.INT64, bytes, values.length);
  }

  private String constant(String name, TensorProto.DataType type, ByteBuffer bytes, int... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.getNumber())
            .setRawData(ByteString.copyFrom(bytes.array()));
    IntStream.of(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  /** Adds a node with one output and no attributes. */
  String add(String operator, String... inputs) {
    String name = operator + names++;
    graph.addNode(node(operator, name, inputs));
    return name;
  }

  /** Adds a node with an attribute that is a whole number. */
  String add(String operator, String attribute, long number, String... inputs) {
    String name = operator + names++;
    graph.addNode(node(operator, name, inputs).addAttribute(whole(attribute, number)));
    return name;
  }

  String transpose(String from, int... order) {
    AttributeProto.Builder permutation =
        AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS);
    IntStream.of(order).forEach(permutation::addInts);
    String name = "Transpose" + names++;
    graph.addNode(node("Transpose", name, from).addAttribute(permutation));
    return name;
  }

  /** Adds equal parts of a value along its first dimension. */
  List<String> split(String from, int parts) {
    if (parts == 1) {
      return List.of(from);
    }
    List<String> outputs = IntStream.range(0, parts).mapToObj(i -> from + "_" + i).toList();
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Split")
            .setName(from + "_parts")
            .addInput(from)
            .addAllOutput(outputs)
            .addAttribute(whole("axis", 0)));
    return outputs;
  }

  /**
   * Adds a recurrent layer.
   *
   * @param inputs as the operator has them, empty names for those that are left out
   * @param outputs all steps, last hidden state, last cell state if there is one
   */
  void recurrent(
      String operator,
      int units,
      boolean bidirectional,
      boolean resetsBehindProduct,
      List<String> inputs,
      List<String> outputs) {
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(outputs.get(0) + "_" + operator)
            .addAllInput(inputs)
            .addAllOutput(outputs)
            .addAttribute(whole("hidden_size", units))
            .addAttribute(
                AttributeProto.newBuilder()
                    .setName("direction")
                    .setType(AttributeProto.AttributeType.STRING)
                    .setS(
                        ByteString.copyFrom(
                            bidirectional ? "bidirectional" : "forward",
                            StandardCharsets.US_ASCII)));
    if (resetsBehindProduct) {
      node.addAttribute(whole("linear_before_reset", 1));
    }
    graph.addNode(node);
  }

  private static AttributeProto.Builder whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value);
  }

  private static NodeProto.Builder node(String operator, String output, String... inputs) {
    return NodeProto.newBuilder()
        .setOpType(operator)
        .setName(output + "_node")
        .addAllInput(List.of(inputs))
        .addOutput(output);
  }

  ModelProto build() {
    return ModelProto.newBuilder()
        .setIrVersion(FORMAT)
        .setProducerName("rnnlm")
        .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPERATORS))
        .setGraph(graph)
        .build();
  }
}
