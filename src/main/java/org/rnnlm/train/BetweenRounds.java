package org.rnnlm.train;

import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.io.DataException;
import org.rnnlm.io.FloatFile;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;
import org.rnnlm.run.WorkerReport;
import org.rnnlm.text.Text;
import org.rnnlm.train.outer.OuterOptimizer;

/**
 * This is what a run carries from round to round beside the network: the outer optimizer, where
 * what each worker keeps for itself is, and the average of its weights if there is one. All of it
 * goes into every checkpoint.
 */
final class BetweenRounds {
  static final String OUTER = "outer.bin";
  private static final String MOMENTS = "moments";

  private final OuterOptimizer outer;
  private final AveragedWeights average;
  private final Folder kept; // RUN/moments, a folder a round
  private final Configuration hadoop;
  private RoundKept own;

  private BetweenRounds(
      OuterOptimizer outer,
      AveragedWeights average,
      Folder run,
      RoundKept own,
      Configuration hadoop) {
    this.outer = outer;
    this.average = average;
    this.kept = run.child(MOMENTS);
    this.own = own;
    this.hadoop = hadoop;
    kept.delete(); // of a sitting that was stopped
  }

  /** Returns what a run's first round starts from. */
  static BetweenRounds start(
      TrainingSpec training, int parameters, Folder run, Configuration hadoop) {
    OuterOptimizer outer = OuterOptimizer.start(training.outer(), training.workers(), parameters);
    AveragedWeights average = AveragedWeights.start(training.average());
    return new BetweenRounds(outer, average, run, own(training, run, 1, "", List.of()), hadoop);
  }

  private static RoundKept own(
      TrainingSpec training, Folder run, int round, String from, List<StoredFile> files) {
    return keeps(training)
        ? new RoundKept(
            from,
            files,
            training.keptMoments(),
            training.residues(),
            ofRound(run.child(MOMENTS), round))
        : RoundKept.NOTHING;
  }

  /**
   * Returns whether workers keep something of their own from round to round: their optimizers'
   * state, if there is one, or what rounding left of what they sent.
   */
  static boolean keeps(TrainingSpec training) {
    return training.keptMoments() + training.residues() > 0;
  }

  /**
   * Returns what the round after a checkpoint starts from. Where the checkpoint's network is an
   * average, it becomes what was trained.
   *
   * @throws DataException if the checkpoint is of another outer optimizer or average, or lacks
   *     moments
   */
  static BetweenRounds resume(
      TrainingSpec training, Folder run, Configuration hadoop, ResumePoint point) {
    OuterOptimizer outer = outer(training, point);
    List<StoredFile> files = keeps(training) ? momentsOf(point, training.workers()) : List.of();
    String from = point.folder().uri();
    int round = point.state().position().rounds() + 1;
    AveragedWeights average = AveragedWeights.resume(training.average(), point);
    return new BetweenRounds(outer, average, run, own(training, run, round, from, files), hadoop);
  }

  private static OuterOptimizer outer(TrainingSpec training, ResumePoint point) {
    int parameters = Math.toIntExact(point.network().numParams());
    try {
      return OuterOptimizer.resume(
          training.outer(), training.workers(), parameters, point.velocity());
    } catch (IllegalArgumentException e) {
      throw new DataException(
          point.folder()
              + " was trained with another outer optimizer: "
              + e.getMessage()
              + "; resume with the settings it was trained with",
          e);
    }
  }

  private static List<StoredFile> momentsOf(ResumePoint point, int workers) {
    int kept = point.moments().size();
    if (kept < workers) {
      throw new DataException(
          Text.format(
              "%s has no %s: it was trained without train.moments = keep, or with other"
                  + " train.round-deltas",
              point.folder(), momentsName(kept)));
    }
    return point.moments().subList(0, workers);
  }

  private static String ofRound(Folder kept, int round) {
    return kept.child(Text.format("round-%06d", round)).uri();
  }

  static String momentsName(int worker) {
    return Text.format("moments-%05d.bin", worker);
  }

  OuterOptimizer outer() {
    return outer;
  }

  AveragedWeights average() {
    return average;
  }

  /** Returns where the next round's workers find what they keep for themselves. */
  RoundKept own() {
    return own;
  }

  /**
   * After a round: its workers' files are the next one's, and those it started from are deleted.
   *
   * @param rounds done since the run began
   */
  void roundDone(int rounds, List<WorkerReport> reports) {
    String from = own.from();
    List<StoredFile> written = reports.stream().flatMap(report -> report.kept().stream()).toList();
    own = own.next(written, ofRound(kept, rounds + 1));
    if (from.startsWith(kept.uri())) {
      Folder.at(from, hadoop).delete();
    }
  }

  /** Returns what a checkpoint holds of this that is written with any average in the network. */
  List<CheckpointPart> parts() {
    List<CheckpointPart> parts = new ArrayList<>(average.parts());
    float[] velocity = outer.velocity();
    if (velocity.length > 0) {
      parts.add(
          new CheckpointPart(OUTER, out -> FloatFile.write(out, velocity, 0, velocity.length)));
    }
    for (int worker = 0; worker < own.files().size(); worker++) {
      Folder folder = Folder.at(own.from(), hadoop);
      StoredFile file = own.files().get(worker);
      parts.add(new CheckpointPart(momentsName(worker), out -> folder.copy(file, out)));
    }
    return parts;
  }

  /** After the run's last checkpoint. */
  void finish() {
    kept.delete();
  }
}
