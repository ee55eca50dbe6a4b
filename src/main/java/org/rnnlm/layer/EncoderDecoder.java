package org.rnnlm.layer;

import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import org.rnnlm.kernel.Cell;

/**
 * A layer of an encoder and the layer of its decoder that stands beside it, as one: of a sequence's
 * steps the first are read by the encoder, the rest by the decoder, whose state begins as the
 * encoder's ended (Sutskever et al., arXiv 1409.3215; Cho et al., arXiv 1406.1078). Stacked, such
 * layers are a deep encoder and a deep decoder, each layer's final state handed over.
 *
 * <p>A mask over the features says which steps the encoder reads: 1 for those, 0 for the decoder's,
 * [batch, time]. All sequences of a batch have the same number of them, so that none is padded
 * between source and target. [batch, nIn, time] becomes [batch, nOut, time]; of the last of several
 * layers only the decoder's steps come out. In {@code rnnTimeStep} a mask begins a new pair, and
 * without one the decoder goes on.
 *
 * <p>The encoder's parameters are those of a {@link Recurrent}, named {@code encoderW}, {@code
 * encoderRW} and {@code encoderb}, and behind them the decoder's, {@code decoderW} and so on.
 */
public final class EncoderDecoder extends CellLayer {
  private static final long serialVersionUID = 1L;

  @JsonProperty private boolean last;

  /** Makes a layer for JSON to fill in. */
  EncoderDecoder() {}

  private EncoderDecoder(Builder builder) {
    super(builder);
    this.last = builder.last;
  }

  /** Returns whether only the decoder's steps come out. */
  boolean last() {
    return last;
  }

  @Override
  EncoderDecoderRuntime runtime(NeuralNetConfiguration configuration, DataType dataType) {
    return new EncoderDecoderRuntime(configuration, dataType);
  }

  @Override
  public ParamInitializer initializer() {
    return PairedParameters.OF_ENCODER_AND_DECODER;
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && last == ((EncoderDecoder) other).last;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + Boolean.hashCode(last);
  }

  /** Builds an {@link EncoderDecoder}. */
  @SuppressWarnings("unchecked") // the parent's build() promises any type
  public static final class Builder extends CellLayer.Builder<Builder> {
    private boolean last;

    public Builder(Cell cell) {
      super(cell);
    }

    /** Makes it the last of several: only the decoder's steps come out. */
    public Builder last() {
      this.last = true;
      return this;
    }

    @Override
    public EncoderDecoder build() {
      return new EncoderDecoder(this);
    }
  }
}
