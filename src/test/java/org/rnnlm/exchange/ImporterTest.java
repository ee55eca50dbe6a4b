package org.rnnlm.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.rnnlm.io.DataException;
import org.rnnlm.io.Json;
import org.rnnlm.model.Head;
import org.rnnlm.model.ModelSpec;
import org.rnnlm.model.Padding;
import org.rnnlm.model.SequenceArrays;
import org.rnnlm.model.TokenInput;
import org.rnnlm.shard.SequenceMode;
import org.rnnlm.shard.TokenSequence;
import org.rnnlm.vocabulary.TokenKind;
import org.rnnlm.vocabulary.TokenSpec;
import org.rnnlm.vocabulary.Vocabulary;
import org.rnnlm.vocabulary.VocabularyFile;

/** Models of PyTorch's say here what they say there, and what is no such model is refused. */
class ImporterTest {
  private static final double ROUNDING = 1e-5;
  private static final TokenSpec WORDS = TokenSpec.of(TokenKind.WORDS);

  @TempDir private Path folder;

  private static Importer.Imported read(byte[] weights, String vocabulary) {
    return Importer.read(
        new ByteArrayInputStream(weights),
        weights.length,
        "w.safetensors",
        new Importer.VocabularyText(vocabulary, WORDS, "vocab.txt"),
        SequenceMode.STREAM);
  }

  private static byte[] file(Map<String, Tensor> tensors) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafeTensors.write(List.copyOf(tensors.values()), out);
    return out.toByteArray();
  }

  private static Map<String, Tensor> exported(Source source) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TorchWeights.of(source.network(), source.spec().cell())
        .forEach(tensor -> tensors.put(tensor.name(), tensor));
    return tensors;
  }

  @Test
  void whatIsExportedIsImportedToTheBit() throws IOException {
    for (ModelSpec spec : Models.languageModels()) {
      Source source = Models.source(spec);
      Importer.Imported imported =
          read(file(exported(source)), VocabularyFile.format(source.vocabulary()));
      assertThat(imported.source().spec()).isEqualTo(spec);
      assertThat(imported.source().network().params())
          .as(spec.summary())
          .isEqualTo(source.network().params());
      assertThat(imported.source().vocabulary().fingerprint())
          .isEqualTo(source.vocabulary().fingerprint());
      assertThat(imported.missing()).isEmpty();
      assertThat(imported.proof().largestDifference()).isLessThan(ROUNDING);
    }
  }

  @Test
  void anAdaptiveSoftmaxOfOtherIdsIsRefused() throws IOException {
    byte[] weights = file(exported(Models.source(Models.adaptive().get(1))));
    String words = String.join("\n", "the a of in to and is it on at by or if".split(" "));

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(weights, words))
        .withMessageContaining("a token's cluster follows from its id");
  }

  @Test
  void clustersThatDoNotFitAreRefusedByName() throws IOException {
    Source source = Models.source(Models.adaptive().get(1));
    Map<String, Tensor> tensors = exported(source);
    Tensor wide = Tensor.matrix("decoder.tail.1.0.weight", 2, 7, new float[14]);
    tensors.put(wide.name(), wide);

    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file(tensors), VocabularyFile.format(source.vocabulary())))
        .withMessageContaining("tensor 'decoder.tail.1.0.weight' has shape [2, 7]")
        .withMessageContaining("div_value = 4");
  }

  @Test
  void modelsOfPyTorchSayHereWhatTheySayThere() throws IOException, InterruptedException {
    Optional<String> python = Python.having("torch");
    if (python.isEmpty()) {
      System.out.println("ImporterTest skips: no python3 here has PyTorch (python3-torch)");
    }
    assumeTrue(python.isPresent(), "no python3 here has PyTorch");
    Path script = folder.resolve("word_language_model.py");
    try (InputStream in = ImporterTest.class.getResourceAsStream("word_language_model.py")) {
      Files.copy(in, script);
    }
    Path models = Files.createDirectory(folder.resolve("models"));
    Python.run(python.get(), script, models);
    List<String> summaries = new ArrayList<>();
    for (Path model : sorted(models)) {
      Importer.Imported imported =
          read(
              Files.readAllBytes(model.resolve("model.safetensors")),
              Files.readString(model.resolve("vocab.txt")));
      summaries.add(imported.source().spec().summary());
      assertThat(imported.missing()).containsExactly("<pad>", "<start>");
      compare(imported.source(), Json.tree(Files.readString(model.resolve("said.json")), "said"));
    }
    assertThat(summaries).hasSize(18).doesNotHaveDuplicates();
  }

  private static List<Path> sorted(Path models) throws IOException {
    try (Stream<Path> all = Files.list(models)) {
      return all.sorted().toList();
    }
  }

  /** Ids there are lines of the list. */
  private static void compare(Source source, JsonNode said) {
    List<String> tokens = List.of("a", "<eos>", "b", "c", "d", "<unk>", "e", "f", "g", "h", "i");
    int[] ids = new int[tokens.size()];
    for (int row = 0; row < ids.length; row++) {
      ids[row] =
          switch (tokens.get(row)) {
            case "<eos>" -> Vocabulary.END;
            case "<unk>" -> Vocabulary.UNKNOWN;
            default -> source.vocabulary().find(tokens.get(row)).orElseThrow();
          };
    }
    int steps = said.get("ids").size();
    int[] read = new int[steps + 1];
    for (int t = 0; t < steps; t++) {
      read[t] = ids[said.get("ids").get(t).asInt()];
    }
    DataSet arrays =
        SequenceArrays.of(
            List.of(new TokenSequence(0, 0, read)),
            TokenInput.of(source.network()),
            source.vocabulary().size(),
            Padding.NONE,
            Head.EVERY_STEP);
    INDArray output = source.network().output(arrays.getFeatures(), false);
    for (int t = 0; t < steps; t++) {
      for (int row = 0; row < ids.length; row++) {
        double expected = said.get("logs").get(t).get(row).asDouble();
        double found = Math.log(output.getDouble(0, ids[row], t));
        assertThat(Math.abs(found - expected) / Math.max(1, Math.abs(expected)))
            .as(source.spec().summary())
            .isLessThan(ROUNDING);
      }
      assertThat(output.getDouble(0, Vocabulary.START, t)).isLessThan(1e-30);
    }
  }

  private static Source model() {
    return Models.source(Models.languageModels().get(4)); // two layers, an embedding
  }

  private static void assertRefused(Map<String, Tensor> tensors, String message)
      throws IOException {
    byte[] file = file(tensors);
    String vocabulary = VocabularyFile.format(Models.vocabulary());
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, vocabulary))
        .withMessageStartingWith("w.safetensors")
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rnn.weight_ih_l0_reverse | reads both ways",
        "rnn.weight_hr_l0 | proj_size",
        "source_rnn.bias_ih_l1 | encoders and decoders are not imported",
        "dense.bias | dense layer",
        "../../etc/passwd | no language model",
        "/tmp/x.weight | no language model",
        "rnn.weight_ih_l2 | tensor 'rnn.weight_ih_l2' has shape [2, 3] where the others need [7,"
            + " 7]",
        "rnn.bias_ih_l7 | no 'rnn.weight_ih_l2'",
        "rnn.weight_ih_l00 | no language model",
        "rnn.weight_ih_l99999999999 | no language model",
        "embedding.weight | two tensors that are the encoder.weight",
        "other.weight_ih_l0 | more than one tensor"
      })
  void tensorsThatNoLanguageModelHasAreNamed(String name, String message) throws IOException {
    Map<String, Tensor> tensors = exported(model());
    tensors.put(name, Tensor.matrix(name, 2, 3, new float[6]));
    assertRefused(tensors, message);
  }

  @ParameterizedTest
  @CsvSource({
    "rnn.weight_ih_l0, no tensor '….weight_ih_l0'",
    "rnn.weight_hh_l1, no tensor 'rnn.weight_hh_l1'",
    "encoder.weight, no tensor 'encoder.weight'"
  })
  void tensorsThatAreMissingAreNamed(String name, String message) throws IOException {
    Map<String, Tensor> tensors = exported(model());
    tensors.remove(name);
    assertRefused(tensors, message);
  }

  @Test
  void shapesThatDoNotFitAndValuesThatAreNoNumbersAreNamed() throws IOException {
    Map<String, Tensor> tensors = exported(model());
    Tensor bias = tensors.get("rnn.bias_hh_l1");
    tensors.put(bias.name(), Tensor.vector(bias.name(), new float[3]));
    assertRefused(tensors, "tensor 'rnn.bias_hh_l1' has shape [3] where the others need [7]");
    tensors.put(bias.name(), bias);
    bias.values()[5] = Float.NaN;
    assertRefused(tensors, "value 5 of tensor 'rnn.bias_hh_l1' is NaN");
    tensors.put("rnn.weight_hh_l0", Tensor.matrix("rnn.weight_hh_l0", 14, 7, new float[14 * 7]));
    bias.values()[5] = 0;
    assertRefused(tensors, "has shape [14, 7]; an LSTM has four times as many rows");
  }

  @Test
  void aVocabularyOfAnotherSizeOrWithTokensTwiceIsRefused() throws IOException {
    byte[] file = file(exported(model()));
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, "a\nb\n"))
        .withMessage(
            "vocab.txt has 2 tokens, and the output layer of w.safetensors has 13; give the"
                + " vocabulary that the model was trained with");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, "a\nb\na\n"))
        .withMessage("vocab.txt: token 'a' occurs twice");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, "a\n<s>\n<bos>\n"))
        .withMessage("vocab.txt has both '<s>' and '<bos>', which mean the same");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> read(file, "{\"a\": 0, \"b\": 2}"))
        .withMessageContaining("token 'b' has id 2; 2 tokens have the ids 0 to 1, each once");
  }

  @Test
  void listsAndJsonSayTheSame() {
    ForeignVocabulary lines = ForeignVocabulary.parse("b\r\n[UNK]\r\na\r\n", WORDS, "x");
    assertThat(lines.rows()).containsExactly(-1, 1, -1, -1, 0, 2);
    assertThat(lines.foreignSize()).isEqualTo(3);
    for (String json : List.of("[\"b\", \"[UNK]\", \"a\"]", "{\"a\":2,\"b\":0,\"[UNK]\":1}")) {
      ForeignVocabulary parsed = ForeignVocabulary.parse(json, WORDS, "x");
      assertThat(parsed.rows()).isEqualTo(lines.rows());
      assertThat(parsed.vocabulary().fingerprint()).isEqualTo(lines.vocabulary().fingerprint());
    }
  }
}
