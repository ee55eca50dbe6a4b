package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.rnnlm.io.Folder;
import org.rnnlm.train.ClaimContract;
import org.rnnlm.train.RunClaim;

/** That commands give a run to one driver at a time, on any file system. */
final class OneDriver {
  private OneDriver() {}

  /**
   * @param data the shards of {@link LocalReference}
   * @param name a run's folder that does not exist
   * @param lease long enough for four signs of life by the file system's clock
   */
  static void isAllThatARunHas(String data, String name, Duration lease) {
    LocalReference.train(data, name, "train.epochs=1").expect(0);
    Folder run = Folder.at(name, HadoopSettings.current());
    try (RunClaim held = ClaimContract.hold(run, lease)) {
      assertThat(LocalReference.resume(data, name, "train.epochs=2").expect(1).err())
          .contains("run " + run + " is being trained by process ", "--take-over");
      held.require();
    }
    LocalReference.resume(data, name, "train.epochs=2").expect(0);
    assertThat(LocalReference.parameters(name, HadoopSettings.current()))
        .isEqualTo(LocalReference.get().parameters());
    assertThat(run.exists("claims")).isFalse();
  }
}
