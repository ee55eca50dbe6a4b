package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rnnlm.evaluate.Score;

class LanguageScoreTest {
  private static final Score SCORE = new Score(300, 100, 400);

  private static LanguageScore of(double unknownShare, boolean perCharacter) {
    return new LanguageScore(SCORE, unknownShare, perCharacter, Optional.empty());
  }

  @Test
  void whereNothingIsUnknownLossesPerCharacterAreTold() {
    LanguageScore score = of(0, false);
    assertThat(score.lines())
        .containsExactly(
            "loss       3.0000 nats per token (0 % unknown), perplexity 20.086, 4.3281 bits per token",
            "           0.7500 nats per character, 1.0820 bits per character");
    assertThat(score.fields())
        .containsEntry("unknownShare", 0.0)
        .containsEntry("natsPerCharacter", 0.75)
        .containsKey("bitsPerCharacter");
  }

  @Test
  void whereTokensAreUnknownTheirShareStandsBesideTheLossAndNothingPerCharacter() {
    LanguageScore score = of(0.123, false);
    assertThat(score.lines().get(0)).contains("3.0000 nats per token (12.30 % unknown)");
    assertThat(score.lines()).noneMatch(line -> line.contains("bits per character"));
    assertThat(score.fields())
        .containsEntry("unknownShare", 0.123)
        .doesNotContainKeys("natsPerCharacter", "bitsPerCharacter");
  }

  @Test
  void whoAsksForLossesPerCharacterIsToldThatTheyAreNotComparable() {
    LanguageScore score = of(0.00001, true);
    assertThat(score.lines())
        .anyMatch(line -> line.contains("under 0.01 % unknown"))
        .anyMatch(line -> line.contains("1.0820 bits per character"))
        .anyMatch(line -> line.contains("not comparable"));
    assertThat(score.fields()).containsEntry("natsPerCharacter", 0.75);
  }

  @Test
  void theFloorIsSetAgainstTheLossPerCharacter() {
    LanguageScore score = new LanguageScore(SCORE, 0.5, false, Optional.of(new Floor(200, 400)));
    assertThat(score.lines()).anyMatch(line -> line.contains("this one is 50.0 % above it"));
    assertThat(score.fields()).containsEntry("floorNatsPerCharacter", 0.5);
  }
}
