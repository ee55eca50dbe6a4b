package org.rnnlm.train;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import org.rnnlm.io.FloatFile;

/**
 * An array of floats as workers and driver send it: Java's serialization would take an array float
 * by float, and a copy as bytes would hold it twice.
 */
final class Floats implements Serializable {
  private static final long serialVersionUID = 1L;

  private transient float[] array;

  /**
   * @param array not copied
   */
  Floats(float[] array) {
    this.array = array;
  }

  float[] array() {
    return array;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.writeInt(array.length);
    FloatFile.write(out, array, 0, array.length);
  }

  private void readObject(ObjectInputStream in) throws IOException {
    array = FloatFile.read(in, in.readInt());
  }
}
