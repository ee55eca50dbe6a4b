package org.rnnlm.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ServeSpecTest {
  private static final ServeSpec.Limits LIMITS = new ServeSpec.Limits(1, 1, 1, 0, 1);

  @Test
  void anAddressCanBeOpened() {
    assertThat(new ServeSpec("127.0.0.1", 0, "", 1, LIMITS, 0).address(80))
        .isEqualTo("http://127.0.0.1:80/");
    assertThat(new ServeSpec("::1", 0, "", 1, LIMITS, 0).address(80)).isEqualTo("http://[::1]:80/");
  }

  @Test
  void limitsThatNothingKeepsAreRefused() {
    assertThatThrownBy(() -> new ServeSpec.Limits(1, 0, 1, 0, 1))
        .hasMessage("the limit of tokens is 0, it must be at least 1");
    assertThatThrownBy(() -> new ServeSpec.Limits(1, 1, 1, -1, 1))
        .hasMessage("the limit of waiting texts is -1, it must be at least 0");
    assertThatThrownBy(() -> new ServeSpec("localhost", 0, "", 1, LIMITS, -1))
        .hasMessage("the grace time is -1 seconds, it must be at least 0");
  }
}
