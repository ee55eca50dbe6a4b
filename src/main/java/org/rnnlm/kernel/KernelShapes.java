package org.rnnlm.kernel;

import java.io.Serializable;
import java.util.List;

/**
 * The kernels that a model trains with.
 *
 * @param recurrents those of its recurrent layers
 * @param outputs those of its output layers
 */
public record KernelShapes(List<RecurrentShape> recurrents, List<SoftmaxShape> outputs)
    implements Serializable {
  public KernelShapes {
    recurrents = List.copyOf(recurrents);
    outputs = List.copyOf(outputs);
  }
}
