package org.rnnlm.exchange;

import static org.bytedeco.pytorch.global.torch.embedding;
import static org.bytedeco.pytorch.global.torch.gru;
import static org.bytedeco.pytorch.global.torch.linear;
import static org.bytedeco.pytorch.global.torch.log_softmax;
import static org.bytedeco.pytorch.global.torch.lstm;
import static org.bytedeco.pytorch.global.torch.one_hot;
import static org.bytedeco.pytorch.global.torch.rnn_tanh;
import static org.bytedeco.pytorch.global.torch.zeros;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.rnnlm.io.Json;

/**
 * An exported language model as PyTorch's C++ library computes it: its file of weights is read by a
 * few lines of its own, and the cells, the embedding and the output layer are the library's.
 */
final class LibtorchModel {
  private final JsonNode config;
  private final Map<String, Tensor> weights = new HashMap<>();
  private Tensor hidden;
  private Tensor carried;

  LibtorchModel(Path folder) throws IOException {
    config = Json.tree(Files.readString(folder.resolve("config.json")), "config.json");
    ByteBuffer file =
        ByteBuffer.wrap(Files.readAllBytes(folder.resolve("model.safetensors")))
            .order(ByteOrder.LITTLE_ENDIAN);
    byte[] header = new byte[Math.toIntExact(file.getLong())];
    file.get(header);
    JsonNode tensors = Json.tree(new String(header, StandardCharsets.UTF_8), "header");
    int data = file.position();
    for (Map.Entry<String, JsonNode> tensor : tensors.properties()) {
      if (!tensor.getKey().equals("__metadata__")) {
        weights.put(tensor.getKey(), tensor(tensor.getValue(), file, data));
      }
    }
    reset();
  }

  private static Tensor tensor(JsonNode told, ByteBuffer file, int data) {
    int from = told.get("data_offsets").get(0).asInt();
    float[] values = new float[(told.get("data_offsets").get(1).asInt() - from) / Float.BYTES];
    file.slice(data + from, values.length * Float.BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    long[] shape = new long[told.get("shape").size()];
    for (int i = 0; i < shape.length; i++) {
      shape[i] = told.get("shape").get(i).asLong();
    }
    return Tensor.create(values, shape);
  }

  /** The next tokens are the first of a text. */
  void reset() {
    hidden = zeros(layers(), 1, config.get("hidden_size").asLong());
    carried = zeros(layers(), 1, config.get("hidden_size").asLong());
  }

  private int layers() {
    return config.get("num_layers").asInt();
  }

  /**
   * Returns natural logarithms of the distributions behind each of these tokens, which go on where
   * those before ended.
   */
  float[][] logProbabilities(int[] tokens) {
    long[] ids = new long[tokens.length];
    for (int t = 0; t < ids.length; t++) {
      ids[t] = tokens[t];
    }
    Tensor logits =
        linear(
            outputs(inputs(Tensor.create(ids, 1, ids.length))),
            weights.get("decoder.weight"),
            weights.get("decoder.bias"));
    int size = config.get("vocab_size").asInt();
    float[] all = new float[tokens.length * size];
    log_softmax(logits, 2).contiguous().data_ptr_float().get(all);
    float[][] rows = new float[tokens.length][size];
    for (int t = 0; t < rows.length; t++) {
      System.arraycopy(all, t * size, rows[t], 0, size);
    }
    return rows;
  }

  private Tensor inputs(Tensor ids) {
    if (config.get("embedding_size").asInt() == 0) {
      return one_hot(ids, config.get("vocab_size").asLong())
          .to(org.bytedeco.pytorch.global.torch.ScalarType.Float);
    }
    boolean tied = config.get("tie_word_embeddings").asBoolean();
    return embedding(weights.get(tied ? "decoder.weight" : "encoder.weight"), ids);
  }

  private Tensor outputs(Tensor inputs) {
    TensorVector all = new TensorVector(cellWeights().toArray(Tensor[]::new));
    String cell = config.get("cell").asText();
    if (cell.equals("lstm")) {
      TensorVector states = new TensorVector(hidden, carried);
      T_TensorTensorTensor_T made =
          lstm(inputs, states, all, true, layers(), 0, false, false, true);
      hidden = made.get1();
      carried = made.get2();
      return made.get0();
    }
    T_TensorTensor_T made =
        cell.equals("gru")
            ? gru(inputs, hidden, all, true, layers(), 0, false, false, true)
            : rnn_tanh(inputs, hidden, all, true, layers(), 0, false, false, true);
    hidden = made.get1();
    return made.get0();
  }

  private List<Tensor> cellWeights() {
    List<Tensor> all = new ArrayList<>();
    for (int layer = 0; layer < layers(); layer++) {
      for (String name : List.of("weight_ih", "weight_hh", "bias_ih", "bias_hh")) {
        all.add(weights.get("rnn." + name + "_l" + layer));
      }
    }
    return all;
  }
}
