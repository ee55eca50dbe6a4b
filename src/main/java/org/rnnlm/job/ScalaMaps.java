package org.rnnlm.job;

import java.util.List;
import java.util.Map;
import scala.collection.JavaConverters;

/**
 * Java's maps as Scala's and back. The converters that Scala 2.12 and 2.13 both have are deprecated
 * in 2.13, so that they are called here alone.
 */
public final class ScalaMaps {
  private ScalaMaps() {}

  /** Returns a view of Java's map, as rows of Spark have it. */
  @SuppressWarnings("deprecation")
  public static <K, V> scala.collection.Map<K, V> scalas(Map<K, V> map) {
    return JavaConverters.mapAsScalaMap(map);
  }

  /** Returns a view of Java's list, as rows of Spark have it. */
  @SuppressWarnings("deprecation")
  public static <T> scala.collection.Seq<T> scalas(List<T> list) {
    return JavaConverters.asScalaBuffer(list);
  }

  /** Returns a view of Scala's map. */
  @SuppressWarnings("deprecation")
  public static <K, V> Map<K, V> javas(scala.collection.Map<K, V> map) {
    return JavaConverters.mapAsJavaMap(map);
  }
}
