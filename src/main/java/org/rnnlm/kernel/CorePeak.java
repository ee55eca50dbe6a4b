package org.rnnlm.kernel;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The fastest that a core multiplies matrices here: large products by oneDNN, the right factor
 * packed beforehand. What a training can reach of it says how well it is made, on any processor.
 */
public final class CorePeak implements AutoCloseable {
  private static final double SECONDS = 0.2;

  private final DnnlContext context = new DnnlContext();
  private final List<Product> products = new ArrayList<>();
  private double best;

  /** A product of matrices, rows x inner and inner x columns. */
  private record Product(Primitive primitive, double operations) {}

  /** Returns the peak of a precision that this processor has. */
  public CorePeak(Precision precision) {
    product(precision, 1600, 256, 1024);
    product(precision, 1600, 1024, 256);
    product(precision, 1024, 1024, 1024);
    product(precision, 640, 2048, 512);
  }

  private void product(Precision precision, long rows, long inner, long columns) {
    int type = DnnlContext.type(precision);
    dnnl_memory_desc left = context.dense(type, dnnl_ab, rows, inner);
    dnnl_memory_desc target = context.dense(dnnl_f32, dnnl_ab, rows, columns);
    MatrixProduct product =
        MatrixProduct.into(
            context, target, left, context.dense(type, dnnl_format_tag_any, inner, columns));
    List<Primitive> packing = new ArrayList<>();
    dnnl_memory_desc plain = context.dense(dnnl_f32, dnnl_ab, inner, columns);
    dnnl_memory right = product.packed(drawn(plain), plain, packing);
    dnnl_memory_desc wide = context.dense(dnnl_f32, dnnl_ab, rows, inner);
    dnnl_memory factor = context.allocate(left).handle();
    packing.add(context.reorder(drawn(wide), wide, factor, left));
    packing.forEach(Primitive::execute);
    products.add(
        new Product(
            product.of(context.allocate(target).handle(), factor, right),
            2.0 * rows * inner * columns));
  }

  private dnnl_memory drawn(dnnl_memory_desc order) {
    NativeMemory memory = context.allocate(order);
    FloatPointer values = memory.floats();
    Random random = new Random(1);
    for (long i = 0; i < values.capacity(); i++) {
      values.put(i, random.nextFloat() - 0.5f);
    }
    return memory.handle();
  }

  /** Measures for some tenths of a second, in the calling thread. */
  public void take() {
    for (Product product : products) {
      long start = System.nanoTime();
      while (System.nanoTime() - start < SECONDS / products.size() * 1e9) {
        long before = System.nanoTime();
        product.primitive().execute();
        best = Math.max(best, product.operations() / (System.nanoTime() - before));
      }
    }
  }

  /** Returns the best so far, in billions of operations a second. */
  public double gigaflops() {
    return best;
  }

  @Override
  public void close() {
    context.close();
  }
}
