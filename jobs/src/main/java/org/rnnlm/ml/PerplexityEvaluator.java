package org.rnnlm.ml;

import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Evaluates a language model by the perplexity of all tokens of the texts that it scored: the
 * exponential of their nats by their number. Less is better.
 */
public final class PerplexityEvaluator extends Evaluator implements DefaultParamsWritable {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final Param<String> natsCol;
  private final Param<String> tokensCol;

  public PerplexityEvaluator() {
    this(Identifiable$.MODULE$.randomUID("perplexityEvaluator"));
  }

  public PerplexityEvaluator(String uid) {
    this.uid = uid;
    this.natsCol = new Param<>(this, "natsCol", "Column of the nats of a text.");
    this.tokensCol = new Param<>(this, "tokensCol", "Column of the number of its tokens.");
    setDefault(natsCol, "nats");
    setDefault(tokensCol, "tokens");
  }

  @Override
  public String uid() {
    return uid;
  }

  /** Returns the parameter that names the column of nats. */
  public Param<String> natsCol() {
    return natsCol;
  }

  /** Returns the parameter that names the column of tokens. */
  public Param<String> tokensCol() {
    return tokensCol;
  }

  /** Returns this evaluator, reading nats and tokens from columns of other names. */
  public PerplexityEvaluator setColumns(String nats, String tokens) {
    set(natsCol, nats);
    set(tokensCol, tokens);
    return this;
  }

  /**
   * Returns the perplexity; infinite where nothing was scored.
   *
   * @param scored as the model's {@code transform} left it
   */
  @Override
  public double evaluate(Dataset<?> scored) {
    Row sums =
        scored
            .agg(
                functions.sum(functions.col(getOrDefault(natsCol))),
                functions.sum(functions.col(getOrDefault(tokensCol))))
            .first();
    return sums.isNullAt(1)
        ? Double.POSITIVE_INFINITY
        : Math.exp(sums.getDouble(0) / sums.getLong(1));
  }

  @Override
  public boolean isLargerBetter() {
    return false;
  }

  @Override
  public PerplexityEvaluator copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Returns a reader of saved evaluators. */
  public static MLReader<PerplexityEvaluator> read() {
    return new DefaultParamsReader<>();
  }

  /** Returns an evaluator that was saved. */
  public static PerplexityEvaluator load(String path) {
    return read().load(path);
  }
}
