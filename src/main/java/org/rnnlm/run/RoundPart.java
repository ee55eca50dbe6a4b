package org.rnnlm.run;

import java.util.function.ToDoubleFunction;

/** The parts of a round's time, that on which the rounds should be spent first. */
public enum RoundPart {
  TRAIN("training", RoundTime::train),
  READ("reading sequences", RoundTime::read),
  START("making networks", RoundTime::start),
  BROADCAST("broadcasting", RoundTime::broadcast),
  WAITING("waiting for the slowest worker", RoundTime::waiting),
  DRIVER("waiting for the driver", RoundTime::driver),
  AGGREGATE("averaging and the rest", RoundTime::aggregate);

  private final String title;
  private final ToDoubleFunction<RoundTime> seconds;

  RoundPart(String title, ToDoubleFunction<RoundTime> seconds) {
    this.title = title;
    this.seconds = seconds;
  }

  /** Returns what people call it. */
  public String title() {
    return title;
  }

  double seconds(RoundTime time) {
    return seconds.applyAsDouble(time);
  }
}
