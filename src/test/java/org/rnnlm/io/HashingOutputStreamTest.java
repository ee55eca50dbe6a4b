package org.rnnlm.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HashingOutputStreamTest {
  private final ByteArrayOutputStream target = new ByteArrayOutputStream();
  private final HashingOutputStream out = new HashingOutputStream("digits", target);

  @Test
  void whatPassesThroughIsCountedAndHashed() throws IOException {
    out.write('0');
    out.write("12345".getBytes(StandardCharsets.UTF_8));
    out.write("x678y".getBytes(StandardCharsets.UTF_8), 1, 3);
    out.close();

    assertThat(target).hasToString("012345678");
    assertThat(out.stored()).isEqualTo(new StoredFile("digits", 9, Hashes.sha256("012345678")));
  }

  @Test
  void theHashMayBeAskedForTwice() throws IOException {
    out.write('7');
    out.close();

    assertThat(out.stored()).isEqualTo(out.stored());
  }

  @Test
  void anOpenFileHasNoHashYet() {
    assertThatIllegalStateException()
        .isThrownBy(out::stored)
        .withMessage("digits is not closed yet");
  }

  @Test
  void closingTwiceIsClosingOnce() throws IOException {
    out.write('7');
    out.close();
    out.close();

    assertThat(out.stored()).isEqualTo(new StoredFile("digits", 1, Hashes.sha256("7")));
  }

  @Test
  void aFailureThatIsThrownAgainOnClosingIsToldOnce() {
    IOException failure = new IOException("all data nodes are bad");
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw failure;
          }

          @Override
          public void close() throws IOException {
            throw failure;
          }
        };

    assertThatThrownBy(
            () -> {
              try (HashingOutputStream file = new HashingOutputStream("digits", broken)) {
                file.write('7');
              }
            })
        .isSameAs(failure);
  }
}
