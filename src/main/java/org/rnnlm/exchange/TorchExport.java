package org.rnnlm.exchange;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.rnnlm.io.StoredFile;

/** Weights by PyTorch's names in a safetensors file, and a module that loads them. */
final class TorchExport implements Export {
  private static final String WEIGHTS = "model.safetensors";
  private static final String MODULE = "modeling_rnnlm.py";

  @Override
  public Optional<String> lacks(Source source) {
    return Optional.empty();
  }

  @Override
  public Proof.Reader write(Source source, PortableModel model, ExportFolder folder) {
    List<Tensor> tensors = TorchWeights.of(source.network(), source.spec().cell());
    StoredFile file = folder.write(WEIGHTS, out -> SafeTensors.write(tensors, out));
    folder.write(
        MODULE,
        out -> {
          try (InputStream module = TorchExport.class.getResourceAsStream(MODULE)) {
            module.transferTo(out);
          }
        });
    String origin = folder.location(WEIGHTS);
    return new TorchReference(
        model, folder.read(file, in -> SafeTensors.read(in, file.bytes(), origin)), origin);
  }
}
