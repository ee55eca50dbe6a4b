package org.rnnlm.checkpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.rnnlm.io.DataException;
import org.rnnlm.model.StoredConfiguration;
import org.rnnlm.text.Text;

/**
 * Reads and writes {@code model.zip}, the format of DL4J's {@code ModelSerializer}: configuration,
 * parameters and updater's state, in this order, and no other entry. The same network gives the
 * same bytes, and none is too large.
 *
 * <p>Nothing that is in a file is run. DL4J's own reader would deserialize Java objects that it
 * finds, make objects of any class that the configuration names, and allocate whatever sizes are
 * claimed; its writer puts the time of day into the file.
 */
final class ModelFile {
  private static final int CONFIGURATION_BYTES = 16 << 20;
  private static final int COPIES = 4; // parameters, gradients, and at most two values of state

  /** The date of every entry: the first that all time zones store alike. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

  private final ZipInputStream zip;
  private final String origin;

  private ModelFile(InputStream content, String origin) {
    this.zip = new ZipInputStream(content);
    this.origin = origin;
  }

  /** Writes a network with its updater's state, without closing the stream. */
  static void write(MultiLayerNetwork network, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(entry(ModelSerializer.CONFIGURATION_JSON));
    zip.write(network.getLayerWiseConfigurations().toJson().getBytes(StandardCharsets.UTF_8));
    zip.putNextEntry(entry(ModelSerializer.COEFFICIENTS_BIN));
    StoredArray.write(zip, network.params());
    INDArray state = network.getUpdater().getStateViewArray();
    if (state != null && state.length() > 0) {
      zip.putNextEntry(entry(ModelSerializer.UPDATER_BIN));
      StoredArray.write(zip, state);
    }
    zip.finish();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(TIME);
    return entry;
  }

  /**
   * Returns the network with its updater's state.
   *
   * @param origin the file, for messages
   * @throws DataException if the content is no model of ours
   */
  static MultiLayerNetwork read(InputStream content, String origin) {
    ModelFile file = new ModelFile(content, origin);
    try (file.zip) {
      return file.network();
    } catch (IOException | RuntimeException e) {
      if (e instanceof DataException known) {
        throw known;
      }
      throw new DataException(origin + " cannot be read as a model: " + e.getMessage(), e);
    }
  }

  private MultiLayerNetwork network() throws IOException {
    requireEntry(zip.getNextEntry(), ModelSerializer.CONFIGURATION_JSON);
    MultiLayerConfiguration configuration = configuration();
    configuration.setDataType(DataType.FLOAT);
    long parameters = StoredConfiguration.parameters(configuration, origin);
    requireFits(parameters);
    requireEntry(zip.getNextEntry(), ModelSerializer.COEFFICIENTS_BIN);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init(array(parameters), false);
    ZipEntry state = zip.getNextEntry();
    if (state != null) {
      requireEntry(state, ModelSerializer.UPDATER_BIN);
      INDArray values = array(stateLength(network));
      network.getUpdater().setStateViewArray(network, values, false);
    }
    requireNoMore();
    return network;
  }

  private static long stateLength(MultiLayerNetwork network) throws IOException {
    INDArray fresh = network.getUpdater().getStateViewArray();
    if (fresh == null) {
      throw new IOException("it has a state of its optimizer, which has none");
    }
    return fresh.length();
  }

  private MultiLayerConfiguration configuration() throws IOException {
    byte[] json = zip.readNBytes(CONFIGURATION_BYTES + 1);
    if (json.length > CONFIGURATION_BYTES) {
      throw new IOException("its configuration has more than 16 MiB");
    }
    return StoredConfiguration.parse(new String(json, StandardCharsets.UTF_8), origin);
  }

  private void requireFits(long parameters) {
    long limit = Pointer.maxBytes();
    if (parameters > Long.MAX_VALUE / Float.BYTES / COPIES
        || limit > 0 && parameters * Float.BYTES * COPIES > limit) {
      throw new DataException(
          Text.format(
              "%s has %,d parameters, too many for the native memory of %,d bytes; raise"
                  + " -Dorg.bytedeco.javacpp.maxbytes",
              origin, parameters, limit));
    }
  }

  private INDArray array(long length) throws IOException {
    INDArray array = StoredArray.read(zip, length);
    if (zip.read() >= 0) {
      throw new IOException(Text.format("there is more after %,d values", length));
    }
    return array;
  }

  private void requireNoMore() throws IOException {
    ZipEntry entry = zip.getNextEntry();
    if (entry != null) {
      throw new IOException("it has an entry '" + entry.getName() + "', which no model has");
    }
  }

  private static void requireEntry(ZipEntry entry, String name) throws IOException {
    if (entry == null) {
      throw new IOException("it has no entry '" + name + "'");
    }
    if (!entry.getName().equals(name)) {
      throw new IOException(
          "it has an entry '" + entry.getName() + "' where '" + name + "' must be");
    }
  }
}
