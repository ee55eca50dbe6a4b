package org.rnnlm.exchange;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.model.ModelSpec;

/** A graph that ONNX Runtime has loaded. */
record OnnxSession(OrtSession session) implements AutoCloseable {
  OnnxSession(Path file) throws OrtException {
    this(OrtEnvironment.getEnvironment().createSession(file.toString()));
  }

  OrtEnvironment environment() {
    return OrtEnvironment.getEnvironment();
  }

  Map<String, Object> run(Map<String, Object> arrays, Map<String, OnnxTensor> more)
      throws OrtException {
    Map<String, OnnxTensor> inputs = new HashMap<>(more);
    for (Map.Entry<String, Object> array : arrays.entrySet()) {
      inputs.put(array.getKey(), OnnxTensor.createTensor(environment(), array.getValue()));
    }
    Map<String, Object> outputs = new HashMap<>();
    try (OrtSession.Result result = session.run(inputs)) {
      for (Map.Entry<String, ?> one : result) {
        outputs.put(one.getKey(), ((OnnxTensor) one.getValue()).getValue());
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
    return outputs;
  }

  @Override
  public void close() throws OrtException {
    session.close();
  }

  /**
   * Returns the states of texts that nothing was read of yet.
   *
   * @param batch texts side by side
   */
  static Map<String, OnnxTensor> states(ModelSpec model, int batch) throws OrtException {
    Map<String, OnnxTensor> states = new HashMap<>();
    for (String name :
        model.cell().hasCellState() ? List.of("hidden", "cell") : List.of("hidden")) {
      long[] shape = {model.layers(), batch, model.hiddenSize()};
      FloatBuffer zeros = FloatBuffer.allocate((int) (shape[0] * shape[1] * shape[2]));
      states.put(name, OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), zeros, shape));
    }
    return states;
  }

  /** Returns the states that a run ended with, to begin the next one with. */
  static Map<String, OnnxTensor> carried(Map<String, Object> outputs) throws OrtException {
    Map<String, OnnxTensor> states = new HashMap<>();
    for (String name : List.of("hidden", "cell")) {
      if (outputs.containsKey(name + "_out")) {
        states.put(
            name,
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), outputs.get(name + "_out")));
      }
    }
    return states;
  }
}
