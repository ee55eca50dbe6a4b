package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HashesTest {
  @Test
  void sha256IsThatOfTheStandard() {
    // FIPS 180-4, the example of one block.
    assertThat(Hashes.sha256("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void textIsHashedInUtf8() {
    byte[] clef = {(byte) 0xF0, (byte) 0x9D, (byte) 0x84, (byte) 0x9E}; // U+1D11E

    assertThat(Hashes.sha256("\uD834\uDD1E")).isEqualTo(Hashes.sha256(clef));
  }

  @Test
  void seedsNeverChange() {
    assertThat(Hashes.seed(0)).isEqualTo(-2152535657050944081L);
    assertThat(Hashes.seed(42, 0)).isEqualTo(6332618229526065668L);
    assertThat(Hashes.seed(42, 1)).isEqualTo(8599587168776314288L);
    assertThat(Hashes.seed(42, 1, 0)).isEqualTo(5766004189676212959L);
    assertThat(Hashes.seed(42, 0, 1)).isEqualTo(6859092775396569232L);
    assertThat(Hashes.seed(-7, 3, Long.MAX_VALUE, Long.MIN_VALUE)).isEqualTo(5377724657756524147L);
  }

  @Test
  void aStepIsSplitMix64() {
    for (long runSeed = -3; runSeed <= 3; runSeed++) {
      assertThat(Hashes.seed(runSeed)).isEqualTo(new SplittableRandom(runSeed).nextLong());
    }
  }

  @Test
  void neighbouringIndicesGiveDistinctSeeds() {
    Set<Long> seeds = new HashSet<>();
    for (long runSeed = 0; runSeed < 7; runSeed++) {
      for (long round = -5; round < 50; round++) {
        for (long worker = 0; worker < 11; worker++) {
          seeds.add(Hashes.seed(runSeed, round, worker));
        }
      }
    }

    assertThat(seeds).hasSize(7 * 55 * 11);
  }

  @Test
  void neighbouringIndicesDifferInHalfOfTheBits() {
    int differing = 0;
    for (long index = 0; index < 1000; index++) {
      differing += Long.bitCount(Hashes.seed(1, index) ^ Hashes.seed(1, index + 1));
    }

    assertThat(differing / 1000.0).isCloseTo(32, within(0.7)); // four standard errors and a bit
  }

  @Test
  void howManyIndicesThereAreMatters() {
    assertThat(Set.of(Hashes.seed(5), Hashes.seed(5, 0), Hashes.seed(5, 0, 0))).hasSize(3);
  }

  @Test
  void textsAreToldApartByTheBeginningOfTheirSha256() {
    assertThat(Hashes.text128("oak"))
        .containsExactly(
            Long.parseUnsignedLong(Hashes.sha256("oak").substring(0, 16), 16),
            Long.parseUnsignedLong(Hashes.sha256("oak").substring(16, 32), 16));
    assertThat(Hashes.text128("oak")).isNotEqualTo(Hashes.text128("oaks"));
  }
}
