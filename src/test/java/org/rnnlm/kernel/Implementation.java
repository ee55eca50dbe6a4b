package org.rnnlm.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The implementations that tests go through, in f32. */
enum Implementation {
  ONEDNN {
    @Override
    RecurrentKernel recurrent(RecurrentShape shape) {
      assumeOneDnn();
      return new Kernels(true, Precision.F32, "a test").recurrent(shape);
    }

    @Override
    SoftmaxKernel softmax(SoftmaxShape shape) {
      assumeOneDnn();
      return new Kernels(true, Precision.F32, "a test").softmax(shape);
    }
  },
  STEPPED {
    @Override
    RecurrentKernel recurrent(RecurrentShape shape) {
      assumeOneDnn();
      return SteppedRecurrent.onOneDnn(shape, Precision.F32);
    }

    @Override
    SoftmaxKernel softmax(SoftmaxShape shape) {
      assumeOneDnn();
      return new Kernels(true, Precision.F32, "a test").softmax(shape);
    }
  },
  JAVA_ON_PANELS {
    @Override
    RecurrentKernel recurrent(RecurrentShape shape) {
      return SteppedRecurrent.onOpenBlas(shape, true);
    }

    @Override
    SoftmaxKernel softmax(SoftmaxShape shape) {
      return new Kernels(false, Precision.F32, "a test").softmax(shape);
    }
  },
  JAVA_ON_OPENBLAS {
    @Override
    RecurrentKernel recurrent(RecurrentShape shape) {
      return SteppedRecurrent.onOpenBlas(shape, false);
    }

    @Override
    SoftmaxKernel softmax(SoftmaxShape shape) {
      return new Kernels(false, Precision.F32, "a test").softmax(shape);
    }
  };

  abstract RecurrentKernel recurrent(RecurrentShape shape);

  abstract SoftmaxKernel softmax(SoftmaxShape shape);

  static void assumeOneDnn() {
    assumeTrue(
        OneDnn.failure().isEmpty(), () -> "oneDNN cannot be used here: " + OneDnn.failure().get());
  }
}
