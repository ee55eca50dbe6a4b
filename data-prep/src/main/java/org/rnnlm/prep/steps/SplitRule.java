package org.rnnlm.prep.steps;

import java.io.Serializable;
import java.util.Map;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Hashes;
import org.rnnlm.shard.ShardManifest;
import org.rnnlm.shard.Split;
import org.rnnlm.text.Text;

/**
 * Which split an article goes to: by a hash of its id and the seed, so that it does not depend on
 * the other articles, on their order or on the cluster.
 *
 * @param valid share of the validation split
 * @param test share of the test split
 * @param seed of the hash
 */
public record SplitRule(double valid, double test, long seed) implements Serializable {
  private static final String VALID_KEY = "prepare.valid-share";
  private static final String TEST_KEY = "prepare.test-share";
  private static final String SEED_KEY = "prepare.seed";
  private static final String FIELD_KEY = "prepare.split-field";
  private static final String SPLIT_KEY = "prepare.split";
  private static final long PURPOSE = 1;
  private static final double UNIT = 0x1.0p-53;

  public SplitRule {
    if (!(valid >= 0) || !(test >= 0) || !(valid + test < 1)) {
      throw new IllegalArgumentException(
          "shares of validation "
              + valid
              + " and test "
              + test
              + ": both must be at least 0 and their sum below 1");
    }
  }

  /**
   * Returns the rule that a shard set was prepared with.
   *
   * @throws DataException if its manifest does not tell, or its records or files themselves said
   */
  public static SplitRule of(ShardManifest manifest) {
    Map<String, String> settings = manifest.settings();
    String field = settings.getOrDefault(FIELD_KEY, "");
    if (!field.isEmpty()) {
      throw said("records' field '" + field + "' named (" + FIELD_KEY + ")");
    }
    if (settings.getOrDefault(SPLIT_KEY, "").equals(Text.kebab(PrepareSpec.SplitBy.FILE))) {
      throw said("files' names told (" + SPLIT_KEY + " = file)");
    }
    try {
      return new SplitRule(
          Double.parseDouble(settings.get(VALID_KEY)),
          Double.parseDouble(settings.get(TEST_KEY)),
          Long.parseLong(settings.get(SEED_KEY)));
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new DataException(
          "the shard set's manifest lacks " + VALID_KEY + ", " + TEST_KEY + " or " + SEED_KEY, e);
    }
  }

  private static DataException said(String how) {
    return new DataException(
        "the shard set's articles are in the splits that their "
            + how
            + ", which nothing here knows");
  }

  public Split of(long article) {
    double uniform = uniform(article);
    if (uniform < test) {
      return Split.TEST;
    }
    return uniform < test + valid ? Split.VALID : Split.TRAIN;
  }

  /**
   * Returns a hash from 0 to below 1: the lowest ones are the test split's, then come the
   * validation's.
   */
  double uniform(long article) {
    return (Hashes.seed(seed, PURPOSE, article) >>> 11) * UNIT;
  }

  double share(Split split) {
    return switch (split) {
      case TRAIN -> 1 - valid - test;
      case VALID -> valid;
      case TEST -> test;
    };
  }

  /** As messages call it. */
  static String name(Split split) {
    return switch (split) {
      case TRAIN -> "training";
      case VALID -> "validation";
      case TEST -> "test";
    };
  }

  /** Returns the setting that a split's share follows from. */
  static String key(Split split) {
    return switch (split) {
      case TRAIN -> VALID_KEY + " and " + TEST_KEY;
      case VALID -> VALID_KEY;
      case TEST -> TEST_KEY;
    };
  }
}
