package org.rnnlm.train;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;
import org.rnnlm.io.FloatFile;

/**
 * An array of floats as workers and driver send it: Java's serialization would take an array float
 * by float, and a copy as bytes would hold it twice.
 */
final class Floats implements SentValues, Externalizable {
  private static final long serialVersionUID = 1L;

  private float[] array;

  /** Makes one for {@link #readExternal} to fill. */
  public Floats() {}

  /**
   * @param array not copied
   */
  Floats(float[] array) {
    this.array = array;
  }

  float[] array() {
    return array;
  }

  @Override
  public float[] values() {
    return array;
  }

  @Override
  public int length() {
    return array.length;
  }

  @Override
  public long bytes() {
    return (long) array.length * Float.BYTES;
  }

  @Override
  public void addTo(double[] sum, int from, double weight) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] += weight * array[from + i];
    }
  }

  @Override
  public Floats part(int from, int size) {
    int most = Math.min(size, array.length - from);
    return new Floats(Arrays.copyOfRange(array, from, from + most));
  }

  @Override
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(array.length);
    FloatFile.write(out, array, 0, array.length);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    array = FloatFile.read(in, in.readInt());
  }
}
