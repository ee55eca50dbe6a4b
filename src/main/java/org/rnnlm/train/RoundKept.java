package org.rnnlm.train;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FloatFile;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

/**
 * What each worker keeps for itself between rounds, the optimizer's state, such as Adam's moments,
 * and what rounding left of its deltas: where a round finds it and where it puts it. Every attempt
 * of a task writes a file of its own, so one that is late spoils nothing; the files of the attempts
 * that count are in the workers' reports.
 *
 * @param from folder that the round reads
 * @param files in it, one a worker in their order; none before the first round, which starts from 0
 * @param moments values of the optimizer's state a parameter
 * @param residue values left of deltas a parameter: 1 or none
 * @param to folder that the round writes; empty where workers keep nothing
 */
record RoundKept(String from, List<StoredFile> files, int moments, int residue, String to)
    implements Serializable {
  /** Nothing is kept: moments are averaged with the parameters. */
  static final RoundKept NOTHING = new RoundKept("", List.of(), 0, 0, "");

  RoundKept {
    files = List.copyOf(files);
  }

  private boolean nothing() {
    return to.isEmpty();
  }

  /** Returns what a worker has kept, of a model of so many parameters. */
  WorkerKept of(int worker, int parameters, Configuration hadoop) {
    if (nothing()) {
      return WorkerKept.NOTHING;
    }
    int own = Math.multiplyExact(moments, parameters);
    int all = Math.addExact(own, Math.multiplyExact(residue, parameters));
    if (files.isEmpty()) {
      return new WorkerKept(new float[own], new float[all - own]);
    }
    float[] values = FloatFile.read(Folder.at(from, hadoop), files.get(worker), all);
    return all == own
        ? new WorkerKept(values, new float[0])
        : new WorkerKept(
            Arrays.copyOf(values, own), Arrays.copyOfRange(values, own, values.length));
  }

  /**
   * Stores what a worker keeps.
   *
   * @param attempt of the worker's task
   * @return the file; none where nothing is kept
   */
  List<StoredFile> keep(WorkerKept kept, int worker, long attempt, Configuration hadoop) {
    if (nothing()) {
      return List.of();
    }
    Folder folder = Folder.at(to, hadoop);
    String name = Text.format("worker-%05d-%d.bin", worker, attempt);
    HashingOutputStream out = folder.createPassing(name); // a checkpoint has a copy
    try (out) {
      FloatFile.write(out, kept.moments(), 0, kept.moments().length);
      FloatFile.write(out, kept.residue(), 0, kept.residue().length);
    } catch (IOException e) {
      throw new DataException(
          folder.location(name)
              + " cannot be written: "
              + e.getMessage()
              + "; check the free space",
          e);
    }
    return List.of(out.stored());
  }

  /** Returns the next round's, after this one's workers wrote their files. */
  RoundKept next(List<StoredFile> written, String nextTo) {
    return nothing() ? this : new RoundKept(to, written, moments, residue, nextTo);
  }
}
