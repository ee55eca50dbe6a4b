package org.rnnlm.layer;

import java.util.Map;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's updater of a network, told that the gradient it is given is the network's own.
 *
 * <p>DL4J compares the two as objects, and its networks hand out a new view each time; so it takes
 * every gradient for a foreign one, and makes views of all parameters and gradients twice a step,
 * for regularization that there may not be. Small models spend a tenth of a step on them. What is
 * computed stays the same.
 */
public final class OwnGradientUpdater extends MultiLayerUpdater {
  private static final long serialVersionUID = 1L;

  private OwnGradientUpdater(MultiLayerNetwork network) {
    super(network);
  }

  /** Gives a network a new updater of this kind, in place of what it may have. */
  public static void install(MultiLayerNetwork network) {
    network.setUpdater(new OwnGradientUpdater(network));
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batch, LayerWorkspaceMgr workspaces) {
    INDArray own = getFlattenedGradientsView();
    boolean foreign = !sameMemory(gradient.gradient(), own);
    super.update(foreign ? gradient : new Own(gradient, own), iteration, epoch, batch, workspaces);
  }

  private static boolean sameMemory(INDArray gradient, INDArray own) {
    return gradient.length() == own.length()
        && gradient.data().address() == own.data().address()
        && gradient.offset() == own.offset();
  }

  /** A gradient whose values are known to be those of a network. */
  private static final class Own extends DefaultGradient {
    private static final long serialVersionUID = 1L;

    private final Gradient given;
    private final transient INDArray values;

    Own(Gradient given, INDArray values) {
      super(values);
      this.given = given;
      this.values = values;
    }

    @Override
    public Map<String, INDArray> gradientForVariable() {
      return given.gradientForVariable();
    }

    @Override
    public INDArray gradient() {
      return values;
    }
  }
}
