package org.rnnlm.kernel;

import java.util.Arrays;

/**
 * How the targets of some rows stand in the rows' distributions.
 *
 * @param ranks 1 for the likeliest id, 2 for the second, equal ones by their ids; 0 for masked
 *     rows. Not copied
 * @param likeliest the id of rank 1; {@link SoftmaxKernel#MASKED} for masked rows. Not copied
 */
public record TokenRanks(int[] ranks, int[] likeliest) {
  /** Returns the ranks of so many rows, all masked. */
  public static TokenRanks masked(int rows) {
    int[] likeliest = new int[rows];
    Arrays.fill(likeliest, SoftmaxKernel.MASKED);
    return new TokenRanks(new int[rows], likeliest);
  }

  /**
   * Sets a row.
   *
   * @param probabilities of every id
   */
  public void set(int row, float[] probabilities, int target) {
    int rank = 1;
    int best = 0;
    for (int id = 0; id < probabilities.length; id++) {
      boolean before = id < target && probabilities[id] == probabilities[target];
      rank += probabilities[id] > probabilities[target] || before ? 1 : 0;
      best = probabilities[id] > probabilities[best] ? id : best;
    }
    ranks[row] = rank;
    likeliest[row] = best;
  }
}
