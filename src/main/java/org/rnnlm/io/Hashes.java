package org.rnnlm.io;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 for files and fingerprints, and the 64-bit mixing that seeds are derived by. */
public final class Hashes {
  private Hashes() {}

  /** For streams that are read once. */
  public static MessageDigest newSha256() {
    return sha256();
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** SHA-256 in lower-case hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /** SHA-256 of the UTF-8 form, in lower-case hexadecimal. */
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Returns a seed for one use, from the run's seed and the indices that name the use. Every random
   * choice of the project comes through here. Neighbouring indices give unrelated seeds: each step
   * is the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
   */
  public static long seed(long runSeed, long... indices) {
    long state = mix(runSeed + GOLDEN_GAMMA);
    for (long index : indices) {
      state = mix(state + GOLDEN_GAMMA + mix(index));
    }
    return state;
  }

  /**
   * Returns the first 128 bits of the SHA-256 of a text's UTF-8 form, by which texts are told
   * apart.
   */
  public static long[] text128(String text) {
    return bytes128(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns 128 bits of a hash of bytes: of a text's UTF-8 those of {@link #text128}. */
  public static long[] bytes128(byte[] bytes) {
    ByteBuffer hash = ByteBuffer.wrap(sha256().digest(bytes));
    return new long[] {hash.getLong(), hash.getLong()};
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
