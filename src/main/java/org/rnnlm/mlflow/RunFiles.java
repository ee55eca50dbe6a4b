package org.rnnlm.mlflow;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.rnnlm.checkpoint.Checkpoint;
import org.rnnlm.io.Folder;

/** The files of a run that a tracking server gets, under the names that they have in its folder. */
final class RunFiles {
  private static final List<String> FILES =
      List.of("report.html", "settings.conf", "metrics.jsonl", "run.json");
  private static final String SAMPLES = "samples";
  private static final String CHECKPOINT = "best-checkpoint";

  private final Folder run;
  private final RunCalls calls;
  private final TrackedRun to;
  private final Consumer<String> warned;

  RunFiles(Folder run, RunCalls calls, TrackedRun to, Consumer<String> warned) {
    this.run = run;
    this.calls = calls;
    this.to = to;
    this.warned = warned;
  }

  /**
   * @param best the checkpoint to send, where it is asked for
   */
  void send(MlflowFiles which, Optional<Folder> best) {
    if (which == MlflowFiles.NONE) {
      return;
    }
    if (!RunCalls.takesFiles(to)) {
      warned.accept(
          "MLflow keeps this run's files at "
              + to.files()
              + ", which its server does not take them for (mlflow server --serve-artifacts); no"
              + " file was sent");
      return;
    }
    FILES.stream().filter(run::exists).forEach(name -> calls.file(to, name, run.read(name)));
    Folder samples = run.child(SAMPLES);
    if (samples.exists()) {
      samples.files().forEach(name -> calls.file(to, SAMPLES + "/" + name, samples.read(name)));
    }
    if (which == MlflowFiles.CHECKPOINT) {
      best.ifPresent(this::checkpoint);
    }
  }

  private void checkpoint(Folder folder) {
    Checkpoint checkpoint = Checkpoint.open(folder);
    for (String name : folder.files()) {
      String as = CHECKPOINT + "/" + folder.name() + "/" + name;
      checkpoint
          .part(name)
          .ifPresentOrElse(
              file ->
                  folder.read(
                      file,
                      in -> {
                        calls.file(to, as, in, file.bytes());
                        return file;
                      }),
              () -> calls.file(to, as, folder.read(name)));
    }
  }
}
