package org.rnnlm.train;

import java.io.Serializable;

/** The values of a worker, or a stretch of them, as they travel to where the mean is taken. */
interface SentValues extends Serializable {

  /** Returns how many there are. */
  int length();

  /** Returns how many bytes they are on their way, without what Spark adds. */
  long bytes();

  /** Adds a weight times each of the values from a place on to a sum of as many as it has. */
  void addTo(double[] sum, int from, double weight);

  /** Returns a copy of some values, fewer where they end. */
  SentValues part(int from, int size);

  /** Returns the values, which may be what this holds. */
  float[] values();
}
