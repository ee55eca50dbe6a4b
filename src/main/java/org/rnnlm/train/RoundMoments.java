package org.rnnlm.train;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FloatFile;
import org.rnnlm.io.Folder;
import org.rnnlm.io.HashingOutputStream;
import org.rnnlm.io.StoredFile;
import org.rnnlm.text.Text;

/**
 * The optimizer's state, such as Adam's moments, that each worker keeps for itself between rounds:
 * where a round finds them and where it puts them. Every attempt of a task writes a file of its
 * own, so one that is late spoils nothing; the files of the attempts that count are in the workers'
 * reports.
 *
 * @param from folder that the round reads
 * @param files in it, one a worker in their order; none before the first round, which starts from 0
 * @param values of it a parameter
 * @param to folder that the round writes; empty where workers keep nothing
 */
record RoundMoments(String from, List<StoredFile> files, int values, String to)
    implements Serializable {
  /** Nothing is kept: moments are averaged with the parameters. */
  static final RoundMoments AVERAGED = new RoundMoments("", List.of(), 0, "");

  RoundMoments {
    files = List.copyOf(files);
  }

  private boolean averaged() {
    return to.isEmpty();
  }

  /** Returns the round's start with a worker's own moments, if workers have any of their own. */
  ReplicaState addTo(ReplicaState state, int worker, Configuration hadoop) {
    if (averaged()) {
      return state;
    }
    int moments = Math.multiplyExact(values, state.parameters());
    return state.with(files.isEmpty() ? new float[moments] : read(worker, moments, hadoop));
  }

  private float[] read(int worker, int count, Configuration hadoop) {
    Folder folder = Folder.at(from, hadoop);
    StoredFile file = files.get(worker);
    return FloatFile.read(folder, file, count);
  }

  /**
   * Stores the moments that a worker keeps.
   *
   * @param attempt of the worker's task
   * @return the file; none where moments are averaged
   */
  List<StoredFile> keep(ReplicaState end, int worker, long attempt, Configuration hadoop) {
    if (averaged()) {
      return List.of();
    }
    Folder folder = Folder.at(to, hadoop);
    String name = Text.format("worker-%05d-%d.bin", worker, attempt);
    HashingOutputStream out = folder.createPassing(name); // a checkpoint has a copy
    try (out) {
      FloatFile.write(out, end.values(), end.parameters(), end.values().length);
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
  RoundMoments next(List<StoredFile> written, String nextTo) {
    return averaged() ? this : new RoundMoments(to, written, values, nextTo);
  }
}
