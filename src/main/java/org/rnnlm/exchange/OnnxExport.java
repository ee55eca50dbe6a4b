package org.rnnlm.exchange;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import onnx.Onnx.ModelProto;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.rnnlm.io.StoredFile;

/** Graphs for ONNX Runtime and others: one that predicts, and of pairs one that reads sources. */
final class OnnxExport implements Export {
  /** The most bytes of a file; the format's messages are limited to 2 GiB. */
  private static final long MOST_BYTES = Integer.MAX_VALUE - (16L << 20);

  @Override
  public Optional<String> lacks(Source source) {
    return source.network().numParams() > MOST_BYTES / Float.BYTES
        ? Optional.of("one ONNX file holds less than 2 GiB; export to safetensors instead")
        : Optional.empty();
  }

  @Override
  public Proof.Reader write(Source source, PortableModel model, ExportFolder folder) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TorchWeights.of(source.network(), source.spec().cell())
        .forEach(tensor -> tensors.put(tensor.name(), tensor));
    OnnxModels models = new OnnxModels(model, tensors);
    if (!model.ofPairs()) {
      ModelProto predictor = write(folder, "model.onnx", models.predictor());
      return (read, target) -> logits(OnnxReference.run(predictor, inputs(model, read)));
    }
    ModelProto encoder = write(folder, "encoder.onnx", models.encoder());
    ModelProto decoder = write(folder, "decoder.onnx", models.predictor());
    return (read, target) -> {
      Map<String, INDArray> states = OnnxReference.run(encoder, inputs(model, read));
      Map<String, INDArray> inputs = inputs(model, target);
      inputs.put(OnnxModels.HIDDEN, states.get(OnnxModels.HIDDEN + OnnxModels.OUT));
      inputs.put(OnnxModels.CELL, states.get(OnnxModels.CELL + OnnxModels.OUT));
      return logits(OnnxReference.run(decoder, inputs));
    };
  }

  private static ModelProto write(ExportFolder folder, String name, ModelProto graph) {
    StoredFile file = folder.write(name, graph::writeTo);
    return folder.read(file, ModelProto::parseFrom);
  }

  /** Returns all that a graph may read; the states are zero. */
  private static Map<String, INDArray> inputs(PortableModel model, int[] tokens) {
    double[] ids = IntStream.of(tokens).asDoubleStream().toArray();
    Map<String, INDArray> inputs = new HashMap<>();
    inputs.put(OnnxModels.TOKENS, Nd4j.createFromArray(ids).reshape(1, ids.length));
    inputs.put(OnnxModels.LENGTHS, Nd4j.createFromArray((double) ids.length));
    for (String state : new String[] {OnnxModels.HIDDEN, OnnxModels.CELL}) {
      inputs.put(state, Nd4j.zeros(DataType.DOUBLE, model.layers(), 1, model.hiddenSize()));
    }
    return inputs;
  }

  /** [1, time, ids] or [1, ids]. */
  private static double[][] logits(Map<String, INDArray> values) {
    INDArray logits = values.get(OnnxModels.LOGITS);
    long ids = logits.size(logits.rank() - 1);
    return logits.reshape('c', logits.length() / ids, ids).toDoubleMatrix();
  }
}
