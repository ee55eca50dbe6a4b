package org.rnnlm.vocabulary;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/**
 * Hugging Face's own library, reading a {@code tokenizer.json}. Its native code comes out of its
 * jar; a test that asks for it is skipped where there is none for the machine.
 */
final class HuggingFace implements AutoCloseable {
  private final HuggingFaceTokenizer tokenizer;

  HuggingFace(String json) throws IOException {
    System.setProperty("ai.djl.offline", "true");
    System.setProperty("DJL_CACHE_DIR", Path.of("target", "djl").toAbsolutePath().toString());
    tokenizer = open(json);
  }

  private static HuggingFaceTokenizer open(String json) throws IOException {
    try {
      return HuggingFaceTokenizer.newInstance(
          new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
          Map.of("addSpecialTokens", "false", "truncation", "false", "padding", "false"));
    } catch (LinkageError | IllegalStateException e) {
      System.out.println("a test is skipped: Hugging Face's tokenizers do not load here: " + e);
      assumeTrue(false, "Hugging Face's tokenizers do not load here: " + e);
      throw e;
    }
  }

  int[] encode(String text) {
    return Arrays.stream(tokenizer.encode(text, false, false).getIds())
        .mapToInt(Math::toIntExact)
        .toArray();
  }

  String decode(int[] ids) {
    return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
