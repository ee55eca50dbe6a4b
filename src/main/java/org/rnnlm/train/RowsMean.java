package org.rnnlm.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnlm.kernel.LateRows;
import org.rnnlm.layer.RowTable;

/**
 * The mean of the rows of an embedding that any worker trained, weighted as {@link ChunkMean} is
 * and to its bits: a worker that did not train a row has it as the steps of its round leave it,
 * without a gradient, which follows from what the round started from.
 */
final class RowsMean {
  private static final int STRETCH = 256; // rows that a thread takes at a time

  private final float[] start;
  private final WaitingRows waiting;
  private final List<WorkerChunk> workers;
  private final float[] longest; // rates of the worker with most steps

  private RowsMean(ReplicaState start, WaitingRows waiting, List<WorkerChunk> workers) {
    this.start = start.values();
    this.waiting = waiting;
    this.workers = workers;
    this.longest = longest(workers);
  }

  /**
   * Returns the mean, with the rates of the worker with most steps.
   *
   * @param start of the round
   * @param workers all of them, in their order, with rows of a part of the table
   */
  static TouchedRows of(ReplicaState start, WaitingRows waiting, List<WorkerChunk> workers) {
    return workers.size() == 1
        ? workers.get(0).rows()
        : new RowsMean(start, waiting, workers).mean();
  }

  private static float[] longest(List<WorkerChunk> workers) {
    float[] longest = {};
    for (WorkerChunk worker : workers) {
      float[] rates = worker.rows().rates();
      longest = rates.length > longest.length ? rates : longest;
    }
    return longest;
  }

  private TouchedRows mean() {
    BitSet any = new BitSet();
    workers.forEach(worker -> Arrays.stream(worker.rows().ids()).forEach(any::set));
    int[] ids = any.stream().toArray();
    float[] values = new float[Math.multiplyExact(ids.length, waiting.table().rowValues())];
    IntStream.range(0, (ids.length + STRETCH - 1) / STRETCH)
        .parallel()
        .forEach(i -> put(ids, values, i * STRETCH, Math.min(ids.length, (i + 1) * STRETCH)));
    return new TouchedRows(ids, new Floats(values), longest);
  }

  private void put(int[] ids, float[] mean, int from, int to) {
    RowTable table = waiting.table();
    int size = table.rowValues();
    List<Untrained> untrained = untrained();
    double[] sum = new double[size];
    for (int i = from; i < to; i++) {
      Arrays.fill(sum, 0);
      double total = 0;
      for (int w = 0; w < workers.size(); w++) {
        TouchedRows rows = workers.get(w).rows();
        double weight = workers.get(w).report().predictions();
        int at = Arrays.binarySearch(rows.ids(), ids[i]);
        if (at >= 0) {
          rows.values().addTo(sum, at * size, weight);
        } else {
          untrained.get(w).addTo(sum, ids[i], weight);
        }
        total += weight;
      }
      for (int value = 0; value < size; value++) {
        mean[i * size + value] = (float) (sum[value] / total);
      }
    }
  }

  /** Returns what makes the rows that each worker did not train; those of equal steps share it. */
  private List<Untrained> untrained() {
    List<Untrained> all = new ArrayList<>();
    for (WorkerChunk worker : workers) {
      float[] rates = worker.rows().rates();
      all.add(
          all.stream()
              .filter(each -> Arrays.equals(each.rates, rates))
              .findFirst()
              .orElseGet(() -> new Untrained(start, waiting, rates)));
    }
    return all;
  }

  /** This makes rows as steps without a gradient leave them, one at a time. */
  static final class Untrained {
    private final float[] start;
    private final WaitingRows waiting;
    private final float[] rates;
    private final LateRows late;
    private final Floats row; // [3, width]
    private final int[] within;
    private int id = -1;

    Untrained(float[] start, WaitingRows waiting, float... rates) {
      this.start = start;
      this.waiting = waiting;
      this.rates = rates;
      this.late = waiting.late(rates);
      int width = waiting.table().width();
      this.row = new Floats(new float[waiting.table().rowValues()]);
      this.within = new int[] {0, width, 2 * width};
    }

    /** Adds a row's values, [3, width], to a weighted sum. */
    void addTo(double[] sum, int of, double weight) {
      if (id != of) {
        int[] at = waiting.table().at(of);
        for (int i = 0; i < at.length; i++) {
          System.arraycopy(start, at[i], row.array(), within[i], waiting.table().width());
        }
        late.catchUp(waiting.taken()[of], row.array(), within);
        id = of;
      }
      row.addTo(sum, 0, weight);
    }
  }
}
