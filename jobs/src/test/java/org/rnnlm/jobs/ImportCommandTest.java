package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnlm.text.Text;

/** Models of other programs, imported as a user would. */
class ImportCommandTest {
  private static final int UNITS = 3;
  private static final String TOKENS = "the\n<unk>\ntown\n<eos>\nlies\n";

  @TempDir private Path folder;

  /** A GRU over five words, all of whose weights are the same. */
  private static byte[] weights() {
    StringBuilder header = new StringBuilder("{");
    int values = tensor(header, 0, "encoder.weight", 5, 4);
    values = tensor(header, values, "rnn.weight_ih_l0", 3 * UNITS, 4);
    values = tensor(header, values, "rnn.weight_hh_l0", 3 * UNITS, UNITS);
    values = tensor(header, values, "decoder.weight", 5, UNITS);
    header.setCharAt(header.length() - 1, '}');
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer file =
        ByteBuffer.allocate(Long.BYTES + text.length + values * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(text.length)
            .put(text);
    for (int i = 0; i < values; i++) {
      file.putFloat(0.25f);
    }
    return file.array();
  }

  private static int tensor(StringBuilder header, int at, String name, int rows, int columns) {
    int end = at + rows * columns;
    header.append(
        Text.format(
            "\"%s\":{\"dtype\":\"F32\",\"shape\":[%d,%d],\"data_offsets\":[%d,%d]},",
            name, rows, columns, at * Float.BYTES, end * Float.BYTES));
    return end;
  }

  private Path model() throws IOException {
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.write(model.resolve("model.safetensors"), weights());
    Files.writeString(model.resolve("vocab.txt"), TOKENS);
    return model;
  }

  @Test
  void whatIsImportedScoresAText() throws IOException {
    Path run = folder.resolve("run");
    Cli.Result imported = Cli.run("import", "--weights", model(), "--output", run).expect(0);
    assertThat(imported.out())
        .contains("vocabulary 7 tokens, of which it never predicts <pad>, <start>")
        .contains("compared   ")
        .contains("checkpoint " + run + "/checkpoints/round-000000-gru-1x3-imported");
    assertThat(Cli.run("verify", run).expect(0).out()).isNotEmpty();
    Path text = Files.writeString(folder.resolve("text.txt"), "the town lies town the");
    JsonNode score =
        new ObjectMapper()
            .readTree(
                Cli.run("evaluate", "--checkpoint", run, "--text", text).expect(0).lastLine());
    // Whatever it has read, five words are as likely as each other.
    assertThat(score.get("loss").doubleValue()).isBetween(Math.log(5) - 1e-6, Math.log(5) + 1e-6);
  }

  @Test
  void aFolderThatIsInUseAndProgramsForPythonAreRefused() throws IOException {
    Path model = model();
    assertThat(Cli.run("import", "--weights", model, "--output", model).expect(1).err())
        .contains("is not empty; import to another folder");
    Path pickle = Files.writeString(folder.resolve("model.pt"), "PK\u0003\u0004 and so on");
    assertThat(refused("--weights", pickle, "--vocabulary", model.resolve("vocab.txt")))
        .contains("is what torch.save writes, a program for Python, which is not run")
        .contains("save_file(model.state_dict(), \"model.safetensors\")");
    assertThat(refused("--weights", folder.resolve("none"))).contains("there is no such file");
    assertThat(refused("--weights", pickle)).contains("give the model's vocabulary with");
    assertThat(refused("--weights", model, "--sequences", "pair"))
        .contains("a model that predicts every token reads stream or sentence");
    assertThat(folder.resolve("run")).doesNotExist();
  }

  private String refused(Object... arguments) {
    Object[] all = new Object[arguments.length + 3];
    all[0] = "import";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    all[all.length - 2] = "--output";
    all[all.length - 1] = folder.resolve("run");
    return Cli.run(all).expect(1).err();
  }
}
