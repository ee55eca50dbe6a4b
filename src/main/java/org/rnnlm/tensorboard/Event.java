package org.rnnlm.tensorboard;

/**
 * An event of TensorBoard's: what was seen at one step. The numbers of fields are those of
 * TensorFlow's {@code event.proto}, {@code summary.proto} and {@code tensor.proto}.
 */
final class Event {
  private static final int DT_STRING = 7;

  private final Message summary = new Message();
  private final double wallSeconds;
  private final long step;

  /**
   * @param wallSeconds since 1970
   */
  Event(double wallSeconds, long step) {
    this.wallSeconds = wallSeconds;
    this.step = step;
  }

  /** Returns what every file begins with. */
  static Message version(double wallSeconds) {
    return new Message().decimal(1, wallSeconds).text(3, "brain.Event:2");
  }

  Event scalar(String tag, double value) {
    if (!Double.isNaN(value)) {
      summary.message(1, new Message().text(1, tag).shortDecimal(2, (float) value));
    }
    return this;
  }

  Event histogram(String tag, float[] values) {
    summary.message(1, new Message().text(1, tag).message(5, Histogram.of(values)));
    return this;
  }

  /** Adds a text, which TensorBoard shows as Markdown; one that is indented is shown as it is. */
  Event text(String tag, String text) {
    Message shape = new Message().message(2, new Message().integer(1, 1));
    Message tensor = new Message().integer(1, DT_STRING).message(2, shape).text(8, text);
    Message metadata = new Message().message(1, new Message().text(1, "text"));
    summary.message(1, new Message().text(1, tag).message(8, tensor).message(9, metadata));
    return this;
  }

  Message message() {
    return new Message().decimal(1, wallSeconds).integer(2, step).message(5, summary);
  }
}
