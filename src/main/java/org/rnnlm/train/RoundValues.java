package org.rnnlm.train;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.kernel.LateRows;
import org.rnnlm.layer.RowTable;
import org.rnnlm.run.WorkerReport;

/**
 * The values that a round starts from, on the driver. Where the rows of an embedding wait, those
 * that no worker trained wait on, and only what changed is written: nobody else may be reading
 * then.
 */
final class RoundValues {
  private static final int STRETCH = 1 << 10; // rows that a thread takes at a time

  /**
   * Up to so many predictions a round, the products of values and weights, and their sums, are
   * exact in double precision, and so the mean of equal values is that value.
   */
  private static final long EXACT = 1L << 29;

  private ReplicaState state;
  private WaitingRows rows;

  private RoundValues(ReplicaState state, WaitingRows rows) {
    this.state = state;
    this.rows = rows;
  }

  /** Makes those of whatever training changes, without an embedding whose rows wait. */
  static RoundValues of(ReplicaState state) {
    return new RoundValues(state, WaitingRows.NONE);
  }

  /**
   * Makes those of a state in which no row waits.
   *
   * @param workers of each round
   */
  static RoundValues of(ReplicaState state, RowTable table, int workers) {
    if (table.any() && workers > 1) {
      withoutNegativeZeros(state.values(), table);
    }
    return new RoundValues(state, table.any() ? WaitingRows.settled(table) : WaitingRows.NONE);
  }

  /** Does what a mean does of a -0, which is 0, of the rows that may take part in none. */
  private static void withoutNegativeZeros(float[] values, RowTable table) {
    for (int from : table.at(0)) {
      for (int i = from; i < from + table.values(); i++) {
        values[i] += 0f;
      }
    }
  }

  /** Makes those of a state in which rows wait. */
  static RoundValues of(ReplicaState state, WaitingRows rows) {
    return new RoundValues(state, rows);
  }

  ReplicaState state() {
    return state;
  }

  WaitingRows rows() {
    return rows;
  }

  /** Returns how many values each worker gives back, beside the rows that it trained. */
  int others() {
    return state.values().length - rows.table().rowValues() * rows.table().rows();
  }

  /** Takes other values, in which no row waits. */
  void become(ReplicaState next) {
    state = next;
  }

  /**
   * Takes what a round came to.
   *
   * @param mean of rows too
   */
  void become(RoundMean mean, int steps) {
    putOthers(mean.values());
    float[] rates = mean.rows().get(0).rates();
    boolean alike =
        mean.reports().size() == 1
            || mean.reports().stream().allMatch(each -> each.steps() == rates.length)
                && predictions(mean.reports()) < EXACT;
    if (!alike) {
      settleAsWorkersDid(mean.reports(), rates);
    }
    rows = alike ? rows.with(rates) : WaitingRows.settled(rows.table());
    mean.rows().forEach(this::put);
    state = new ReplicaState(state.floats(), state.parameters(), state.iteration() + steps);
  }

  private static long predictions(List<WorkerReport> reports) {
    return reports.stream().mapToLong(WorkerReport::predictions).sum();
  }

  private void putOthers(float[] mean) {
    int at = 0;
    for (int[] stretch : rows.table().others(state.values().length)) {
      System.arraycopy(mean, at, state.values(), stretch[0], stretch[1] - stretch[0]);
      at += stretch[1] - stretch[0];
    }
  }

  private void put(TouchedRows trained) {
    int width = rows.table().width();
    float[] values = trained.values().array();
    for (int i = 0; i < trained.count(); i++) {
      int[] at = rows.table().at(trained.ids()[i]);
      for (int part = 0; part < at.length; part++) {
        int from = (at.length * i + part) * width;
        System.arraycopy(values, from, state.values(), at[part], width);
      }
      rows.taken()[trained.ids()[i]] = rows.rates().length;
    }
  }

  /** Has all rows take the steps that wait for them. */
  void settle() {
    if (!rows.areSettled()) {
      overRows((from, to) -> settle(from, to));
      rows = WaitingRows.settled(rows.table());
    }
  }

  private void settle(int from, int to) {
    LateRows late = rows.late();
    for (int row = from; row < to; row++) {
      late.catchUp(rows.taken()[row], state.values(), rows.table().at(row));
    }
  }

  /**
   * Makes all rows the mean of what they are for each worker, which took steps of its own number.
   *
   * @param rates of the worker with most steps
   */
  private void settleAsWorkersDid(List<WorkerReport> reports, float... rates) {
    overRows(
        (from, to) -> {
          Map<Integer, RowsMean.Untrained> bySteps = new HashMap<>();
          List<RowsMean.Untrained> workers =
              reports.stream()
                  .map(each -> bySteps.computeIfAbsent(each.steps(), n -> untrained(rates, n)))
                  .toList();
          for (int row = from; row < to; row++) {
            mean(row, workers, reports);
          }
        });
  }

  private RowsMean.Untrained untrained(float[] rates, int steps) {
    return new RowsMean.Untrained(state.values(), rows, Arrays.copyOf(rates, steps));
  }

  private void mean(int row, List<RowsMean.Untrained> workers, List<WorkerReport> reports) {
    double[] sum = new double[rows.table().rowValues()];
    double total = 0;
    for (int worker = 0; worker < workers.size(); worker++) {
      double weight = reports.get(worker).predictions();
      workers.get(worker).addTo(sum, row, weight);
      total += weight;
    }
    int[] at = rows.table().at(row);
    int width = rows.table().width();
    for (int i = 0; i < sum.length; i++) {
      state.values()[at[i / width] + i % width] = (float) (sum[i] / total);
    }
  }

  /** Does something with stretches of rows, on all cores. */
  private void overRows(Stretch work) {
    int count = rows.table().rows();
    IntStream.range(0, (count + STRETCH - 1) / STRETCH)
        .parallel()
        .forEach(i -> work.of(i * STRETCH, Math.min(count, (i + 1) * STRETCH)));
  }

  @FunctionalInterface
  private interface Stretch {
    void of(int from, int to);
  }

  /** Overwrites a network with all that training changes, where no row waits any more. */
  void copyTo(MultiLayerNetwork network) {
    settle();
    state.copyTo(network);
  }
}
