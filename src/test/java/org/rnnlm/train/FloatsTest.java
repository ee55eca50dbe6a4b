package org.rnnlm.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatsTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 100_003})
  void everyBitArrives(int count) throws IOException, ClassNotFoundException {
    SplittableRandom random = new SplittableRandom(count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = Float.intBitsToFloat(random.nextInt(0x7f800000)); // any finite positive float
    }
    ReplicaState sent = new ReplicaState(values, count / 3, 17);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(sent);
    }
    ByteArrayInputStream back = new ByteArrayInputStream(bytes.toByteArray());
    try (ObjectInputStream in = new ObjectInputStream(back)) {
      ReplicaState arrived = (ReplicaState) in.readObject();
      assertThat(arrived.values()).isEqualTo(values);
      assertThat(arrived.parameters()).isEqualTo(count / 3);
      assertThat(arrived.iteration()).isEqualTo(17);
    }
  }
}
