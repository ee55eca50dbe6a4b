package org.rnnlm.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.dataset.api.DataSetPreProcessor;
import org.rnnlm.io.DataException;
import org.rnnlm.kernel.Cell;
import org.rnnlm.layer.FusedAdam;
import org.rnnlm.model.BlockSpec;
import org.rnnlm.model.DropoutSpec;
import org.rnnlm.model.EmbeddingSpec;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Networks;
import org.rnnlm.model.RecurrentSpec;

/** A {@code model.zip} from someone who wants to run code or use up memory is refused. */
class HostileModelTest {
  private static final String ORIGIN = "run/model.zip";
  private static final String CONFIGURATION = "configuration.json";
  private static final String PARAMETERS = "coefficients.bin";
  private static final String UPDATER = "updaterState.bin";

  private static boolean ran;

  private Map<String, byte[]> entries;

  /** Runs code when it is deserialized by Java or made by a JSON parser. */
  static final class Payload extends LSTM implements DataSetPreProcessor, Serializable {
    private static final long serialVersionUID = 1L;

    Payload() {
      ran = true;
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      ran = true;
    }

    @Override
    public void preProcess(org.nd4j.linalg.dataset.api.DataSet data) {
      // it is enough to be made
    }
  }

  @BeforeEach
  void writeAModel() throws IOException {
    entries = unzip(written(Networks.create(model(Cell.LSTM), 7, 0.01, 5)));
    ran = false;
  }

  private static ModelSpec model(Cell cell) {
    return ModelSpec.of(cell, 2, 3).with(EmbeddingSpec.trained(2)).with(DropoutSpec.of(0.1));
  }

  private static byte[] written(MultiLayerNetwork network) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, out, true);
    return out.toByteArray();
  }

  private static Map<String, byte[]> unzip(byte[] content) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private byte[] zip() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private MultiLayerNetwork read() {
    return ModelFile.read(new ByteArrayInputStream(zip()), ORIGIN);
  }

  private void assertRefused(String... reasons) {
    byte[] content = zip();
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> ModelFile.read(new ByteArrayInputStream(content), ORIGIN))
        .withMessageStartingWith(ORIGIN)
        .satisfies(refused -> assertThat(refused).hasMessageContainingAll(reasons));
    assertThat(ran).as("code of the file ran").isFalse();
  }

  private String configuration() {
    return new String(entries.get(CONFIGURATION), StandardCharsets.UTF_8);
  }

  private void configure(String json) {
    entries.put(CONFIGURATION, json.getBytes(StandardCharsets.UTF_8));
  }

  private void replace(String piece, String by) {
    assertThat(configuration()).contains(piece);
    configure(configuration().replace(piece, by));
  }

  @Test
  void anHonestModelIsRead() {
    assertThat(read().numParams()).isPositive();
  }

  @Test
  void aFeedForwardPartOfNoWidthIsRefused() throws IOException {
    ModelSpec blocks = ModelSpec.of(RecurrentSpec.of(Cell.GRU, 1, 3).in(BlockSpec.RESIDUAL));
    entries = unzip(written(Networks.create(blocks, 7, 0.01, 5)));
    replace("\"feedForwardSize\" : 6", "\"feedForwardSize\" : -6");

    assertRefused("a feed-forward part is -6 wide");
  }

  @Test
  void aClassThatIsNoLayerOfOursIsNotLoaded() {
    replace("org.rnnlm.layer.Recurrent", Payload.class.getName());
    assertRefused("'layer'", Payload.class.getName(), "was not loaded");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javax.swing.JEditorPane",
        "com.sun.rowset.JdbcRowSetImpl",
        "org.deeplearning4j.nn.conf.layers.samediff.SameDiffLambdaLayer",
        "org.deeplearning4j.nn.weights.WeightInitDistribution"
      })
  void aClassOfTheClassPathThatIsNoPartOfOurModelsIsNotLoaded(String name) {
    replace(FusedAdam.class.getName(), name);
    assertRefused("'iupdater'", name);
  }

  @Test
  void aClassNamedTwiceIsRefusedWhicheverIsTaken() {
    String ours = "\"@class\" : \"org.rnnlm.layer.Recurrent\"";
    replace(ours, ours.replace("org.rnnlm.layer.Recurrent", Payload.class.getName()) + "," + ours);
    assertRefused("Duplicate field '@class'");
  }

  @Test
  void aLayerInAnOldFormatOfDl4jIsRefused() {
    configure("{\"confs\":[{\"layer\":{\"gravesLSTM\":{\"nin\":2,\"nout\":3}}}]}");
    assertRefused("a layer does not say its class");
  }

  @Test
  void jsonOfAHundredThousandLevelsIsRefused() {
    configure("{\"confs\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}");
    assertRefused("depth");
  }

  @Test
  void aSerializedPreprocessorIsNotDeserialized() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
      objects.writeObject(new Payload());
    }
    ran = false;
    entries.put("preprocessor.bin", bytes.toByteArray());

    assertRefused("entry 'preprocessor.bin', which no model has");
    ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip()), true);
    assertThat(ran).as("DL4J's own reader runs it, or this test proves nothing").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../escaped.txt", "/tmp/escaped.txt", "normalizer.bin", "notes.txt"})
  void anotherEntryIsRefused(String name) {
    entries.put(name, new byte[] {1});
    assertRefused("entry '" + name + "'");
  }

  @Test
  void entriesInAnotherOrderAreRefused() {
    entries.put(CONFIGURATION, entries.remove(CONFIGURATION));
    assertRefused("'coefficients.bin' where 'configuration.json' must be");
  }

  @Test
  void aModelWithoutParametersIsRefused() {
    entries.remove(UPDATER);
    entries.remove(PARAMETERS);
    assertRefused("no entry 'coefficients.bin'");
  }

  @Test
  void aConfigurationThatInflatesWithoutEndIsReadToItsLimitAlone() {
    entries.put(CONFIGURATION, new byte[64 << 20]);
    assertRefused("more than 16 MiB");
  }

  @ParameterizedTest
  @ValueSource(strings = {PARAMETERS, UPDATER})
  void valuesThatInflateWithoutEndAreNotRead(String name) {
    byte[] bytes = Arrays.copyOf(entries.get(name), 64 << 20);
    entries.put(name, bytes);
    assertRefused("there is more after");
  }

  @ParameterizedTest
  @CsvSource({
    "1152921504606846976, 1, '1,152,921,504,606,846,976'",
    "9223372036854775807, 1, values",
    "-5, 1, -5"
  })
  void aLengthOutOfAllReasonIsNotAllocated(long length, long rank, String reason)
      throws IOException {
    entries.put(PARAMETERS, array(rank, length, length));
    assertRefused(reason.equals("values") ? "columns" : reason);
  }

  @Test
  void valuesOfAnotherLengthThanTheShapeAreRefused() throws IOException {
    long parameters = read().numParams();
    entries.put(PARAMETERS, array(1, parameters, 1L << 60));
    assertRefused("1,152,921,504,606,846,976 values where the model needs");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 3, 1L << 40, -1})
  void anArrayOfAnotherRankIsRefused(long rank) throws IOException {
    entries.put(PARAMETERS, array(rank, 4, 4));
    assertRefused("rank " + rank);
  }

  private static byte[] array(long rank, long shape, long values) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(6);
    out.writeUTF("LONG");
    for (long word : new long[] {rank, shape, 1, 8192, 1, 'c'}) {
      out.writeLong(word);
    }
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(values);
    out.writeUTF("FLOAT");
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4, 0.99})
  void parametersThatEndTooEarlyAreRefused(double share) {
    byte[] whole = entries.get(PARAMETERS);
    entries.put(PARAMETERS, Arrays.copyOf(whole, (int) (share * whole.length)));
    assertRefused("cannot be read as a model");
  }

  @ParameterizedTest
  @CsvSource({
    "200000000, too many for the native memory",
    "4294967296, '4,294,967,296 wide'",
    "9223372036854775807, cannot be read as a network",
    "-3, '-3 wide'"
  })
  void layersTooLargeForMemoryAreNotAllocated(long units, String reason) {
    replace("\"nout\" : 3", "\"nout\" : " + units);
    assertRefused(reason);
  }

  @Test
  void strangeValuesAreRefusedAndNotPassedOn() {
    replace("\"cell\" : \"LSTM\"", "\"cell\" : \"TRANSFORMER\"");
    assertRefused("TRANSFORMER");
  }
}
