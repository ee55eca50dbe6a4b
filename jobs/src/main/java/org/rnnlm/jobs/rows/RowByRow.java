package org.rnnlm.jobs.rows;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.model.Networks;
import org.rnnlm.prep.steps.TableRow;
import org.rnnlm.prep.table.RowOutcome;
import org.rnnlm.prep.table.RowWork;

/**
 * Works on one row after the other with a network.
 *
 * @param network to be released at the end
 */
record RowByRow(MultiLayerNetwork network, Function<TableRow, RowOutcome> one) implements RowWork {
  @Override
  public List<RowOutcome> apply(List<TableRow> rows) {
    return rows.stream().map(one).toList();
  }

  @Override
  public void close() {
    Networks.release(network);
  }
}
