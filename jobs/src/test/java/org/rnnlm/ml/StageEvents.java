package org.rnnlm.ml;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.FitEnd;
import org.apache.spark.ml.FitStart;
import org.apache.spark.ml.LoadInstanceEnd;
import org.apache.spark.ml.MLEvent;
import org.apache.spark.ml.SaveInstanceEnd;
import org.apache.spark.ml.SaveInstanceStart;
import org.apache.spark.ml.TransformStart;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;

/** Keeps which events of MLlib were posted, and of which stages. */
final class StageEvents extends SparkListener {
  private final List<String> told = new ArrayList<>();

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof MLEvent stage) {
      told.add(event.getClass().getSimpleName() + described(stage));
    }
  }

  private static String described(MLEvent event) {
    if (event instanceof FitStart<?> fit) {
      return " of " + fit.estimator().getClass().getSimpleName();
    }
    if (event instanceof FitEnd<?> fit) {
      return " with " + fit.model().getClass().getSimpleName();
    }
    if (event instanceof TransformStart transform) {
      return " of " + transform.transformer().getClass().getSimpleName();
    }
    if (event instanceof SaveInstanceStart save) {
      return " of " + saved(save.path());
    }
    if (event instanceof SaveInstanceEnd save) {
      return " of " + saved(save.path());
    }
    return event instanceof LoadInstanceEnd<?> load
        ? " with " + load.instance().getClass().getSimpleName()
        : "";
  }

  /** A stage of a pipeline is saved in a folder that is called by its place, and its uid. */
  private static String saved(String path) {
    return path.replaceFirst(".*/\\d+_", "");
  }

  synchronized List<String> told() {
    return List.copyOf(told);
  }
}
