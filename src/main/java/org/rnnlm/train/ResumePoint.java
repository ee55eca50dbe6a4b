package org.rnnlm.train;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.FloatFile;
import org.rnnlm.io.Folder;
import org.rnnlm.io.StoredFile;
import org.rnnlm.run.RunFolder;
import org.rnnlm.run.TrainingState;
import org.rnnlm.vocabulary.VocabularyFile;

/**
 * What a run goes on from: a checkpoint whose every file was proved while it was read, once.
 *
 * @param folder of the checkpoint
 * @param state how far the run had come
 * @param network with its updater's state; the sitting that goes on trains this very one
 * @param velocity what the outer optimizer's momentum had gathered; empty without one. Not copied
 * @param trained parameters to go on from, where the network's are their average; empty where they
 *     are not. Not copied
 * @param moments files of the workers' own moments, in the order of the workers; empty without any
 * @param settings that the checkpoint was trained with; checkpoints of earlier versions lack them
 */
public record ResumePoint(
    Folder folder,
    TrainingState state,
    MultiLayerNetwork network,
    float[] velocity,
    float[] trained,
    List<StoredFile> moments,
    Optional<String> settings) {
  public ResumePoint {
    moments = List.copyOf(moments);
  }

  /**
   * Reads the newest complete checkpoint of a run that is not damaged.
   *
   * @param passedOver is told of each newer one that is damaged
   * @return nothing where the run has no complete checkpoint yet
   * @throws org.rnnlm.io.DamagedException if there are complete checkpoints and all are damaged
   * @throws org.rnnlm.io.DataException if one cannot be read
   */
  public static Optional<ResumePoint> newest(RunFolder run, Consumer<String> passedOver) {
    return run.checkpoints().newestWhole(ResumePoint::read, passedOver);
  }

  private static ResumePoint read(Checkpoint checkpoint) {
    TrainingState state = checkpoint.state(TrainingState.class);
    checkpoint.vocabulary();
    Optional<String> settings = checkpoint.textPart(TrainingRun.SETTINGS);
    checkpoint.proveBut(
        Set.of(
            Checkpoint.MODEL,
            Checkpoint.STATE,
            VocabularyFile.NAME,
            TrainingRun.SETTINGS,
            BetweenRounds.OUTER,
            AveragedWeights.TRAINED));
    MultiLayerNetwork network = checkpoint.network();
    int parameters = Math.toIntExact(network.numParams());
    return new ResumePoint(
        checkpoint.folder(),
        state,
        network,
        floats(checkpoint, BetweenRounds.OUTER, parameters),
        floats(checkpoint, AveragedWeights.TRAINED, parameters),
        moments(checkpoint),
        settings);
  }

  private static float[] floats(Checkpoint checkpoint, String part, int parameters) {
    return checkpoint
        .part(part)
        .map(file -> FloatFile.read(checkpoint.folder(), file, parameters))
        .orElse(new float[0]);
  }

  private static List<StoredFile> moments(Checkpoint checkpoint) {
    return Stream.iterate(0, worker -> worker + 1)
        .map(worker -> checkpoint.part(BetweenRounds.momentsName(worker)))
        .takeWhile(Optional::isPresent)
        .map(Optional::get)
        .toList();
  }
}
