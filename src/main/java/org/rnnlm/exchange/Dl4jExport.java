package org.rnnlm.exchange;

import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.StoredFile;
import org.rnnlm.model.Dl4jNetworks;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;

/** A network of DL4J's own layers, which its {@code ModelSerializer} loads without rnnlm. */
final class Dl4jExport implements Export {
  @Override
  public Optional<String> lacks(Source source) {
    return Dl4jNetworks.has(source.spec())
        ? Optional.empty()
        : Optional.of(
            "DL4J's own layers have no GRU nor newer cell, no tied or frozen embedding, no adaptive"
                + " softmax, no encoder and decoder, and one prediction a step alone; export to"
                + " safetensors or onnx instead");
  }

  @Override
  public Proof.Reader write(Source source, PortableModel model, ExportFolder folder) {
    MultiLayerNetwork network =
        Dl4jNetworks.withParametersOf(source.network(), source.spec(), model.vocabularySize());
    StoredFile file =
        folder.write("model.zip", out -> ModelSerializer.writeModel(network, out, false));
    MultiLayerNetwork read =
        folder.read(file, in -> ModelSerializer.restoreMultiLayerNetwork(in, false));
    TokenInput input = TokenInput.of(read);
    return (tokens, target) -> {
      INDArray output = read.output(SequenceArrays.steps(tokens, input, model.vocabularySize()));
      double[][] logs = new double[tokens.length][model.vocabularySize()];
      for (int t = 0; t < tokens.length; t++) {
        for (int id = 0; id < logs[t].length; id++) {
          logs[t][id] = Math.log(output.getDouble(0, id, t));
        }
      }
      return logs;
    };
  }
}
