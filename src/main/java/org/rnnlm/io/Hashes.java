package org.rnnlm.io;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 for files and fingerprints, and the 64-bit mixing that seeds are derived by. */
public final class Hashes {
  private Hashes() {}

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
   * A seed for one use, from the run's seed and the indices that name the use. Every random choice
   * of the project comes through here. Neighbouring indices give unrelated seeds: each step is the
   * finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
   */
  public static long seed(long runSeed, long... indices) {
    long state = mix(runSeed + GOLDEN_GAMMA);
    for (long index : indices) {
      state = mix(state + GOLDEN_GAMMA + mix(index));
    }
    return state;
  }

  /**
   * A 64-bit hash of a text, for telling texts apart, not against those who want them to collide:
   * two different ones among a million collide with a chance of one in 10<sup>7</sup>.
   */
  public static long text64(String text) {
    long state = mix(text.length() + GOLDEN_GAMMA);
    for (int i = 0; i < text.length(); i++) {
      state = (state ^ text.charAt(i)) * 0xBF58476D1CE4E5B9L;
      state ^= state >>> 29;
    }
    return mix(state);
  }

  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private static long mix(long value) {
    long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
