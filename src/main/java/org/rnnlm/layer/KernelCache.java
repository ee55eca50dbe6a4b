package org.rnnlm.layer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The kernels of a layer by shape. Few shapes are in use at a time (a full batch, the last one, a
 * single step), and each has much memory, so those not used for longest are closed.
 */
final class KernelCache<K, V extends AutoCloseable> {
  private static final int MOST = 3;

  private final Map<K, V> kernels = new LinkedHashMap<>(8, 0.75f, true);
  private final Function<K, V> maker;

  KernelCache(Function<K, V> maker) {
    this.maker = maker;
  }

  V of(K shape) {
    V kernel = kernels.get(shape);
    if (kernel == null) {
      kernel = maker.apply(shape);
      kernels.put(shape, kernel);
      shrink();
    }
    return kernel;
  }

  private void shrink() {
    while (kernels.size() > MOST) {
      K eldest = kernels.keySet().iterator().next();
      close(kernels.remove(eldest));
    }
  }

  void close() {
    kernels.values().forEach(KernelCache::close);
    kernels.clear();
  }

  private static void close(AutoCloseable kernel) {
    try {
      kernel.close();
    } catch (Exception e) { // kernels declare none
      throw new IllegalStateException(e);
    }
  }
}
