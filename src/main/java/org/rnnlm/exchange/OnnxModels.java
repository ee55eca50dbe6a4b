package org.rnnlm.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto.DataType;
import org.rnnlm.kernel.Cell;

/**
 * A model as ONNX graphs, made of its weights in PyTorch's layout ({@link TorchWeights}).
 *
 * <p>A language model reads {@code tokens} [batch, time] and the states {@code hidden} and {@code
 * cell} [layers, batch, units], and gives {@code logits} [batch, time, vocabulary] and the states
 * behind the last step. A decoder of pairs is the same, and its encoder gives states alone. A model
 * with one prediction a text reads {@code tokens} and {@code lengths} [batch] and gives {@code
 * logits} [batch, tokens or classes]. Batch and time may be anything.
 */
final class OnnxModels {
  private static final String BATCH = "batch";
  private static final String TIME = "time";
  static final String TOKENS = "tokens";
  static final String LENGTHS = "lengths";
  static final String HIDDEN = "hidden";
  static final String CELL = "cell";
  static final String LOGITS = "logits";

  /** What the names of states behind the last step end with. */
  static final String OUT = "_out";

  private final PortableModel model;
  private final Map<String, Tensor> tensors;

  OnnxModels(PortableModel model, Map<String, Tensor> tensors) {
    this.model = model;
    this.tensors = tensors;
  }

  /** Returns the graph that predicts; of pairs the decoder's. */
  ModelProto predictor() {
    return new Graph("rnnlm", TorchWeights.RECURRENT).predictor();
  }

  /** Returns the graph that reads the sources of pairs. */
  ModelProto encoder() {
    return new Graph("rnnlm-encoder", TorchWeights.SOURCE).encoder();
  }

  /** One graph in the making. */
  private final class Graph {
    private final OnnxBuilder onnx;
    private final String stack;
    private final int units = model.hiddenSize();
    private final boolean carries = model.kind().hasCellState();
    private final List<String> lastHidden = new ArrayList<>();
    private final List<String> lastCell = new ArrayList<>();

    Graph(String name, String stack) {
      this.onnx = new OnnxBuilder(name);
      this.stack = stack;
    }

    ModelProto predictor() {
      if (!model.predictsEveryStep()) {
        return summary();
      }
      List<String> hidden = states(HIDDEN);
      List<String> cell = carries ? states(CELL) : List.of();
      String steps = layers(embedded(), "", hidden, cell);
      onnx.output(
          onnx.transpose(logits(steps), 1, 0, 2),
          LOGITS,
          DataType.FLOAT,
          BATCH,
          TIME,
          model.vocabularySize());
      lastStates();
      return onnx.build();
    }

    ModelProto encoder() {
      layers(embedded(), "", List.of(), List.of());
      lastStates();
      return onnx.build();
    }

    private ModelProto summary() {
      String lengths =
          onnx.add(
              "Cast", "to", DataType.INT32.getNumber(), onnx.input(LENGTHS, DataType.INT64, BATCH));
      String steps = layers(embedded(), lengths, List.of(), List.of());
      String vector = model.meansSteps() ? mean(steps) : last();
      if (model.denseSize() > 0) {
        vector = onnx.add(model.rectifies() ? "Relu" : "Tanh", linear(TorchWeights.DENSE, vector));
      }
      onnx.output(
          logits(vector),
          LOGITS,
          DataType.FLOAT,
          BATCH,
          model.clusters() > 0
              ? model.vocabularySize()
              : tensors.get(TorchWeights.OUTPUT + ".bias").values().length);
      return onnx.build();
    }

    /** Steps behind a text's end are zero: the recurrent operators see to that. */
    private String mean(String steps) {
      String sum = onnx.add("ReduceSum", "keepdims", 0, steps, onnx.integers(0));
      String count = onnx.add("Cast", "to", DataType.FLOAT.getNumber(), LENGTHS);
      return onnx.add("Div", sum, onnx.add("Unsqueeze", count, onnx.integers(1)));
    }

    /** The last layer's last state, [directions, batch, units], direction by direction. */
    private String last() {
      String state = lastHidden.get(lastHidden.size() - 1);
      return onnx.add("Reshape", onnx.transpose(state, 1, 0, 2), onnx.integers(0, -1));
    }

    private List<String> states(String name) {
      onnx.input(name, DataType.FLOAT, model.layers(), BATCH, units);
      return onnx.split(name, model.layers());
    }

    private void lastStates() {
      last(lastHidden, HIDDEN);
      if (carries) {
        last(lastCell, CELL);
      }
    }

    private void last(List<String> states, String name) {
      String all =
          states.size() == 1
              ? states.get(0)
              : onnx.add("Concat", "axis", 0, states.toArray(String[]::new));
      onnx.output(all, name + OUT, DataType.FLOAT, model.layers(), BATCH, units);
    }

    /** Returns the tokens' vectors, [time, batch, width]. */
    private String embedded() {
      String tokens = onnx.transpose(onnx.input(TOKENS, DataType.INT64, BATCH, TIME), 1, 0);
      if (model.embeddingSize() == 0) {
        return onnx.add(
            "OneHot",
            tokens,
            onnx.integers(model.vocabularySize()),
            onnx.weights("off_and_on", new float[] {0, 1}, 2));
      }
      Tensor table = table();
      return onnx.add("Gather", onnx.weights(table.name(), table.values(), table.shape()), tokens);
    }

    /** Returns the vectors to read; those that are tied to clusters stand there once more. */
    private Tensor table() {
      if (!model.tieWordEmbeddings()) {
        return tensors.get(TorchWeights.EMBEDDING);
      }
      return model.clusters() > 0
          ? TorchClusters.vectors(tensors)
          : tensors.get(TorchWeights.OUTPUT + ".weight");
    }

    /** Returns what a softmax makes probabilities; of clusters the logarithms of these. */
    private String logits(String vectors) {
      if (model.clusters() == 0) {
        return linear(TorchWeights.OUTPUT, vectors);
      }
      String head = onnx.add("LogSoftmax", "axis", -1, linear(TorchClusters.HEAD, vectors));
      int inHead = model.cutoffs().get(0);
      List<String> parts = new ArrayList<>(List.of(last(head, 0, inHead)));
      for (int i = 0; i < model.clusters(); i++) {
        String narrow = product(TorchClusters.projection(i) + ".weight", vectors);
        String within = onnx.add("LogSoftmax", "axis", -1, linear(TorchClusters.tokens(i), narrow));
        parts.add(onnx.add("Add", within, last(head, inHead + i, inHead + i + 1)));
      }
      return onnx.add("Concat", "axis", -1, parts.toArray(String[]::new));
    }

    /** Returns a part of the last dimension. */
    private String last(String of, int from, int to) {
      return onnx.add("Slice", of, onnx.integers(from), onnx.integers(to), onnx.integers(-1));
    }

    /** Returns what the last layer gives, [time, batch, directions x units]. */
    private String layers(String input, String lengths, List<String> hidden, List<String> cell) {
      String steps = input;
      for (int layer = 0; layer < model.layers(); layer++) {
        String end = "_l" + layer;
        List<String> inputs =
            new ArrayList<>(
                List.of(
                    steps,
                    weights(".weight_ih", end),
                    weights(".weight_hh", end),
                    biases(end),
                    lengths,
                    hidden.isEmpty() ? "" : hidden.get(layer)));
        if (carries) {
          inputs.add(cell.isEmpty() ? "" : cell.get(layer));
        }
        if (model.kind() == Cell.PEEPHOLE_LSTM) {
          inputs.add(peepholes(end));
        }
        List<String> outputs = new ArrayList<>(List.of("steps" + end, "hidden" + end));
        lastHidden.add("hidden" + end);
        if (carries) {
          outputs.add("cell" + end);
          lastCell.add("cell" + end);
        }
        onnx.recurrent(
            operator(), units, model.bidirectional(), model.kind() == Cell.GRU, inputs, outputs);
        // [time, directions, batch, units] to [time, batch, directions x units]
        steps =
            onnx.add("Reshape", onnx.transpose("steps" + end, 0, 2, 1, 3), onnx.integers(0, 0, -1));
      }
      return steps;
    }

    private String operator() {
      return switch (model.kind()) {
        case SIMPLE_RNN -> "RNN";
        case LSTM, PEEPHOLE_LSTM -> "LSTM";
        case GRU -> "GRU";
        case MIN_GRU, MIN_LSTM, QRNN, SLSTM -> throw Exporter.unheld(model.kind());
      };
    }

    private List<String> ends(String end) {
      return model.bidirectional() ? List.of(end, end + TorchWeights.REVERSE) : List.of(end);
    }

    /** [directions, gates x units, columns]. */
    private String weights(String kind, String end) {
      List<Tensor> parts = ends(end).stream().map(one -> ordered(stack + kind + one)).toList();
      int columns = parts.get(0).rowLength();
      return onnx.weights(
          stack + kind + end, joined(parts), parts.size(), parts.get(0).shape()[0], columns);
    }

    /** [directions, 2 x gates x units]: those of the input, then those of the recurrent product. */
    private String biases(String end) {
      List<Tensor> parts =
          ends(end).stream()
              .flatMap(
                  one ->
                      Stream.of(
                          ordered(stack + ".bias_ih" + one), ordered(stack + ".bias_hh" + one)))
              .toList();
      int width = 2 * parts.get(0).values().length;
      return onnx.weights(stack + ".bias" + end, joined(parts), parts.size() / 2, width);
    }

    /** [directions, 3 x units], of the input, output and forget gates. */
    private String peepholes(String end) {
      List<Tensor> parts =
          ends(end).stream()
              .map(one -> tensors.get(stack + ".weight_peephole" + one).blocks(new int[] {0, 2, 1}))
              .toList();
      return onnx.weights(stack + ".weight_peephole" + end, joined(parts), parts.size(), 3 * units);
    }

    private Tensor ordered(String name) {
      return tensors.get(name).blocks(order(model.kind()));
    }

    private String linear(String name, String input) {
      Tensor bias = tensors.get(name + ".bias");
      return onnx.add(
          "Add",
          product(name + ".weight", input),
          onnx.weights(name + ".bias", bias.values(), bias.shape()));
    }

    private String product(String name, String input) {
      Tensor weight = tensors.get(name);
      String transposed = onnx.transpose(onnx.weights(name, weight.values(), weight.shape()), 1, 0);
      return onnx.add("MatMul", input, transposed);
    }
  }

  /**
   * Which of PyTorch's gates is ONNX's: input, output, forget, candidate; update, reset, candidate.
   */
  private static int[] order(Cell cell) {
    return switch (cell) {
      case SIMPLE_RNN -> new int[] {0};
      case LSTM, PEEPHOLE_LSTM -> new int[] {0, 3, 1, 2};
      case GRU -> new int[] {1, 0, 2};
      case MIN_GRU, MIN_LSTM, QRNN, SLSTM -> throw Exporter.unheld(cell);
    };
  }

  private static float[] joined(List<Tensor> parts) {
    int length = parts.get(0).values().length;
    float[] values = new float[parts.size() * length];
    for (int i = 0; i < parts.size(); i++) {
      System.arraycopy(parts.get(i).values(), 0, values, i * length, length);
    }
    return values;
  }
}
