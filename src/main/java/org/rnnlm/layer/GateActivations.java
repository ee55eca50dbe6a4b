package org.rnnlm.layer;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How far a gate of a recurrent layer is open while the layer reads: 0 is shut, 1 is open.
 *
 * @param layer its index in the network
 * @param gate in the words of the literature: {@code input}, {@code forget} and {@code output} of
 *     an LSTM, {@code update} and {@code reset} of a GRU, and those of these that other cells have
 * @param open of every unit at every step of every sequence. Not copied
 */
public record GateActivations(int layer, String gate, float[] open) {

  /**
   * Returns the gates of all layers of ours that read in one direction, in the order of the layers,
   * without any dropout; simple cells have none.
   *
   * @param sequences what the network reads, [1, …, time] each
   */
  public static List<GateActivations> of(MultiLayerNetwork network, List<INDArray> sequences) {
    List<GateReader> readers = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      if (part(layer).conf().getLayer() instanceof Recurrent recurrent) {
        readers.add(new GateReader(layer.getIndex(), recurrent, layer.paramTable()));
      }
    }
    sequences.forEach(sequence -> read(network, sequence, readers));
    return readers.stream().flatMap(reader -> reader.activations().stream()).toList();
  }

  private static void read(MultiLayerNetwork network, INDArray sequence, List<GateReader> readers) {
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspacesImmutable();
    INDArray given = sequence;
    int next = 0;
    for (int i = 0; next < readers.size(); i++) {
      Layer layer = network.getLayer(i);
      layer.setMaskArray(null);
      INDArray made = layer.activate(given, false, workspaces);
      if (readers.get(next).layer() == i) {
        read(layer, given, made, readers.get(next));
        next++;
      }
      layer.clear();
      given = made;
    }
  }

  /** Returns the recurrent layer within a block; other layers themselves. */
  private static Layer part(Layer layer) {
    return layer instanceof ResidualRuntime block ? block.recurrent() : layer;
  }

  private static void read(Layer layer, INDArray given, INDArray made, GateReader reader) {
    if (layer instanceof ResidualRuntime block) {
      LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspacesImmutable();
      INDArray seen = block.seen(given, workspaces);
      reader.read(rows(seen), rows(block.recurrent().activate(seen, false, workspaces)));
    } else {
      reader.read(rows(given), rows(made));
    }
  }

  /** Returns [time, size] of [1, size, time]. */
  private static INDArray rows(INDArray ofOneSequence) {
    return ofOneSequence
        .permute(2, 0, 1)
        .dup('c')
        .reshape(ofOneSequence.size(2), ofOneSequence.size(1));
  }
}
