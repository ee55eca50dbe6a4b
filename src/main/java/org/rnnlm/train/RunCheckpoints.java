package org.rnnlm.train;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.CheckpointName;
import org.rnnlm.checkpoint.CheckpointPart;
import org.rnnlm.checkpoint.CheckpointStore;
import org.rnnlm.io.Folder;
import org.rnnlm.run.TrainingState;

/** Writes a run's checkpoints, while the run is this driver's, and keeps those that are to stay. */
final class RunCheckpoints {
  private final TrainingRun run;
  private final BetweenRounds between;
  private final CheckpointStore store;
  private final String settings;
  private volatile Optional<Folder> last; // asked by the thread that tells of an interruption

  /**
   * @param run whose folder has its settings already
   * @param between what each checkpoint holds beside the network
   * @param last the newest there is yet
   */
  RunCheckpoints(TrainingRun run, BetweenRounds between, Optional<Folder> last) {
    this.run = run;
    this.between = between;
    this.store = run.folder().checkpoints().guardedBy(this::requireClaim);
    this.settings = run.folder().settings();
    this.last = last;
  }

  /**
   * @throws ClaimLostException if another driver has taken the run
   */
  void requireClaim() {
    run.claim().ifPresent(RunClaim::require);
  }

  /** Returns the state after a round, and whether its checkpoint stays for good. */
  TrainingState marked(TrainingState state, long tokensBefore) {
    return run.spec().checkpointTokens().isDue(tokensBefore, state.position().tokens())
        ? state.milestone()
        : state;
  }

  /**
   * Returns whether one is to be written within an epoch, where a run stands; also where the model
   * has just been scored as one of those that are kept for their loss.
   */
  boolean isDue(TrainingState state) {
    int rounds = state.position().rounds();
    int every = run.spec().checkpointRounds();
    return every > 0 && rounds % every == 0
        || state.milestones().contains(rounds)
        || state.bestRounds().stream()
            .limit(run.spec().retention().best())
            .anyMatch(each -> each == rounds);
  }

  /**
   * @param label what is known of it before it is written; empty within an epoch
   */
  Folder write(MultiLayerNetwork network, TrainingState state, String label) {
    CheckpointName name = new CheckpointName(state.position().rounds(), label);
    Folder written = store.write(name, network, run.data().vocabulary(), state, parts());
    last = Optional.of(written);
    prune(state);
    return written;
  }

  private List<CheckpointPart> parts() {
    List<CheckpointPart> parts = new ArrayList<>(between.parts());
    byte[] text = settings.getBytes(StandardCharsets.UTF_8);
    parts.add(new CheckpointPart(TrainingRun.SETTINGS, out -> out.write(text)));
    return parts;
  }

  /** Deletes those that need not stay. */
  void prune(TrainingState state) {
    store.prune(
        run.spec().retention(), state.position().rounds(), state.bestRounds(), state.milestones());
  }

  /** Returns the newest that is known to be complete: written here, or begun from. */
  Optional<Folder> last() {
    return last;
  }
}
