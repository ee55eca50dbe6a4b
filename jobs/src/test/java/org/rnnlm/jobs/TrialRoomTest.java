package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.jobs.TrialRoom.Share;

class TrialRoomTest {
  private static final long GIBIBYTE = 1L << 30;

  private static Workers process(boolean local) {
    return new Workers("m", local, 1, 4 * GIBIBYTE, 4 * GIBIBYTE, 4 * GIBIBYTE, 0);
  }

  private static List<Share> shares(int count, long stateBytes, long nativeBytes) {
    return Collections.nCopies(count, new Share(1, stateBytes, nativeBytes));
  }

  @Test
  void asManyAreHeldAsTheHeapHasRoomForBesideEachOther() {
    assertThat(TrialRoom.held(process(true), 8, shares(6, GIBIBYTE, 1), 6, true)).isEqualTo(3);
    assertThat(TrialRoom.held(process(true), 8, shares(6, GIBIBYTE, 1), 2, true)).isEqualTo(2);
    assertThat(TrialRoom.held(process(true), 8, shares(6, 1, 2 * GIBIBYTE), 6, true)).isEqualTo(2);
  }

  @Test
  void oneIsHeldAlwaysSinceItIsRefusedByItself() {
    assertThat(TrialRoom.held(process(true), 8, shares(6, 9 * GIBIBYTE, 1), 6, true)).isEqualTo(1);
  }

  @Test
  void whatHasNoCoreThereTakesNoMemory() {
    assertThat(TrialRoom.held(process(true), 2, shares(6, GIBIBYTE, 1), 6, true)).isEqualTo(6);
    assertThat(TrialRoom.held(process(false), 2, shares(6, GIBIBYTE, 1), 6, false)).isEqualTo(6);
    assertThat(TrialRoom.held(process(true), 2, shares(6, GIBIBYTE, 1), 6, false))
        .as("as many as are asked for, whatever cores there are")
        .isEqualTo(3);
  }

  @Test
  void aTrialFitsWhereItsWorkersHaveCoresOrItIsAlone() {
    TrialRoom room = new TrialRoom(3, () -> 4);
    assertThat(room.fits(0, 0, 9)).isTrue();
    assertThat(room.fits(1, 2, 2)).isTrue();
    assertThat(room.fits(1, 2, 3)).isFalse();
    assertThat(room.fits(3, 3, 1)).isFalse();
  }
}
