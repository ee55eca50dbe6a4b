package org.rnnlm.train;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.rnnlm.io.FloatFile;

/**
 * An array of floats as workers and driver send it: Java's serialization would take an array float
 * by float, and a copy as bytes would hold it twice.
 */
final class Floats implements Externalizable {
  private static final long serialVersionUID = 1L;

  private float[] array;

  /** Whose content is about to arrive. */
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
  public void writeExternal(ObjectOutput out) throws IOException {
    out.writeInt(array.length);
    FloatFile.write(out, array, 0, array.length);
  }

  @Override
  public void readExternal(ObjectInput in) throws IOException {
    array = FloatFile.read(in, in.readInt());
  }
}
