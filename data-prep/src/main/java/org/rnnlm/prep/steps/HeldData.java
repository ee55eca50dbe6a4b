package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;

/** What several of Spark's jobs read, on the disks of the cluster until this is closed. */
final class HeldData implements AutoCloseable {
  private final List<Runnable> releases = new ArrayList<>();

  <T> JavaRDD<T> hold(JavaRDD<T> data) {
    JavaRDD<T> held = data.persist(StorageLevel.DISK_ONLY());
    releases.add(() -> held.unpersist(false));
    return held;
  }

  <K, V> JavaPairRDD<K, V> hold(JavaPairRDD<K, V> data) {
    JavaPairRDD<K, V> held = data.persist(StorageLevel.DISK_ONLY());
    releases.add(() -> held.unpersist(false));
    return held;
  }

  <T> Broadcast<T> hold(Broadcast<T> value) {
    releases.add(value::destroy);
    return value;
  }

  @Override
  public void close() {
    releases.forEach(Runnable::run);
  }
}
