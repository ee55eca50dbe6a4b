package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** {@code model.zip} is DL4J's format, and the same bytes for the same network. */
class ModelFileTest extends CheckpointFixture {
  @Test
  void theSameNetworkGivesTheSameBytesWhateverTheClockAndItsTimeZone() throws IOException {
    byte[] here = written();
    TimeZone before = TimeZone.getDefault();
    byte[] there;
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      there = written();
    } finally {
      TimeZone.setDefault(before);
    }

    assertThat(there).isEqualTo(here);
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(here))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        assertThat(entry.getTimeLocal()).as(entry.getName()).isEqualTo("1980-02-01T00:00:00");
      }
    }
  }

  @Test
  void dl4jReadsIt() throws IOException {
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(written()), true);

    assertThat(read.params()).isEqualTo(network.params());
    assertThat(read.getUpdater().getStateViewArray())
        .isEqualTo(network.getUpdater().getStateViewArray());
    assertThat(read.getLayerWiseConfigurations().toJson())
        .isEqualTo(network.getLayerWiseConfigurations().toJson());
  }

  @Test
  void itsArraysAreWrittenAsNd4jWritesThem() throws IOException {
    for (INDArray array :
        new INDArray[] {
          network.params(), network.getUpdater().getStateViewArray(), Nd4j.rand(1, 40_001)
        }) {
      ByteArrayOutputStream theirs = new ByteArrayOutputStream();
      Nd4j.write(array, new DataOutputStream(theirs));
      ByteArrayOutputStream ours = new ByteArrayOutputStream();
      StoredArray.write(ours, array);

      assertThat(ours.toByteArray()).isEqualTo(theirs.toByteArray());
    }
  }

  private byte[] written() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelFile.write(network, out);
    return out.toByteArray();
  }
}
