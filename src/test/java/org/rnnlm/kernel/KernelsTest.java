package org.rnnlm.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which kernels a user gets for what is asked. */
class KernelsTest {
  private static final RecurrentShape RECURRENT = new RecurrentShape(Cell.GRU, 5, 7, 3, 4, true);
  private static final SoftmaxShape SOFTMAX = new SoftmaxShape(7, 11, 12);

  private static Kernels kernels(KernelChoice choice) {
    return Kernels.of(new KernelSpec(choice, Bf16Choice.OFF));
  }

  @Test
  void oneDnnIsTakenWhereItLoads() {
    Implementation.assumeOneDnn();
    for (KernelChoice choice : new KernelChoice[] {KernelChoice.AUTO, KernelChoice.ONEDNN}) {
      Kernels kernels = kernels(choice);

      assertThat(kernels.oneDnn()).isTrue();
      assertThat(kernels.reason()).isEqualTo(OneDnn.description() + ", f32 as asked");
      try (RecurrentKernel recurrent = kernels.recurrent(RECURRENT);
          RecurrentKernel masked = kernels.masked(RECURRENT)) {
        assertThat(recurrent).isInstanceOf(OneDnnRecurrent.class);
        assertThat(masked).isInstanceOf(SteppedRecurrent.class);
      }
    }
  }

  @Test
  void javaIsTakenWhereItIsAskedFor() {
    Kernels kernels = kernels(KernelChoice.JAVA);

    assertThat(kernels.oneDnn()).isFalse();
    assertThat(kernels.reason()).isEqualTo("Java on OpenBLAS in f32, as asked");
    try (RecurrentKernel recurrent = kernels.recurrent(RECURRENT)) {
      assertThat(recurrent).isInstanceOf(SteppedRecurrent.class);
    }
  }

  @Test
  void shapesAreTold() {
    Kernels kernels = kernels(KernelChoice.JAVA);
    try (RecurrentKernel recurrent = kernels.recurrent(RECURRENT);
        SoftmaxKernel softmax = kernels.softmax(SOFTMAX)) {
      assertThat(recurrent.shape()).isEqualTo(RECURRENT);
      assertThat(softmax.shape()).isEqualTo(SOFTMAX);
    }
  }

  @Test
  void javaHasNoBf16() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KernelSpec(KernelChoice.JAVA, Bf16Choice.ON))
        .withMessage("bf16 needs oneDNN; the Java kernels compute in f32");
  }

  @Test
  void withoutOneDnnsLibraryJavaTakesOverUnlessOneDnnIsAskedFor() throws Exception {
    String output = runWithoutOneDnn();

    assertThat(output)
        .contains("auto: Java on OpenBLAS in f32, since oneDNN does not load: java.lang.")
        .contains("onednn: oneDNN is asked for, but cannot be used here: java.lang.")
        .contains("bf16: oneDNN is asked for, but cannot be used here: java.lang.")
        .contains("finished");
  }

  /** Another process, in which JavaCPP looks for the libraries of a platform that has none. */
  private static String runWithoutOneDnn() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.bytedeco.javacpp.platform=linux-none",
                "-cp",
                System.getProperty("java.class.path"),
                WithoutOneDnn.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return output;
  }

  /** What the other process runs. */
  static final class WithoutOneDnn {
    private WithoutOneDnn() {}

    public static void main(String[] args) {
      System.out.println("auto: " + Kernels.of(KernelSpec.AUTO).reason());
      System.out.println("onednn: " + refusal(KernelChoice.ONEDNN, Bf16Choice.OFF));
      System.out.println("bf16: " + refusal(KernelChoice.AUTO, Bf16Choice.ON));
      System.out.println("finished");
    }

    private static String refusal(KernelChoice choice, Bf16Choice bf16) {
      try {
        return "taken: " + Kernels.of(new KernelSpec(choice, bf16));
      } catch (IllegalArgumentException e) {
        return e.getMessage();
      }
    }
  }
}
