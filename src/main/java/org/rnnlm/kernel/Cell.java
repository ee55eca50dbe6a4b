package org.rnnlm.kernel;

import java.util.OptionalInt;

/** The recurrent cell. */
public enum Cell {
  /** h = tanh(W x + R h + b), Elman's network (Cognitive Science 14, 1990). */
  SIMPLE_RNN(1, 1, 0, Carries.HIDDEN, Candidate.SUM, "simple RNN"),
  /**
   * Long short-term memory with a forget gate (Gers et al., Neural Computation 12, 2000), no
   * peepholes.
   */
  LSTM(4, 4, 0, Carries.HIDDEN_AND_CELL, Candidate.SUM, "LSTM"),
  /**
   * An LSTM with peepholes: the input and the forget gate see the cell's state before the step, the
   * output gate the one after it (Gers and Schmidhuber, IJCNN 2000).
   */
  PEEPHOLE_LSTM(4, 4, 3, Carries.HIDDEN_AND_CELL, Candidate.SUM, "peephole LSTM"),
  /**
   * Gated recurrent unit (Cho et al., arXiv 1406.1078) with the reset gate applied after the
   * recurrent product, n = tanh(W x + b + r (R h + b')), h' = z h + (1 - z) n: the form of cuDNN,
   * PyTorch and Keras. The recurrent products of all gates are then one product, where the other
   * form needs two, one after the other.
   */
  GRU(3, 4, 0, Carries.HIDDEN, Candidate.GATED, "GRU");

  /** What goes from a step to the next. */
  private enum Carries {
    HIDDEN,
    HIDDEN_AND_CELL
  }

  /** How the candidate sees the recurrent product: added to the input's, or through a gate. */
  private enum Candidate {
    SUM,
    GATED
  }

  private final int gates;
  private final int biases;
  private final int peepholes;
  private final Carries carries;
  private final Candidate candidate;
  private final String title;

  Cell(int gates, int biases, int peepholes, Carries carries, Candidate candidate, String title) {
    this.gates = gates;
    this.biases = biases;
    this.peepholes = peepholes;
    this.carries = carries;
    this.candidate = candidate;
    this.title = title;
  }

  /** Blocks of hidden-size columns that the weights have. */
  public int gates() {
    return gates;
  }

  /** Blocks of hidden-size values that the bias has. */
  public int biases() {
    return biases;
  }

  /** Vectors of hidden-size peephole weights; they stand behind the recurrent weights' columns. */
  public int peepholes() {
    return peepholes;
  }

  /**
   * Returns whether the candidate sees the recurrent product through a gate, so that it cannot be
   * added to the input's.
   */
  boolean separatesRecurrentProduct() {
    return candidate == Candidate.GATED;
  }

  /** Returns the block of the bias that is the forget gate's, of a cell that has one. */
  public OptionalInt forgetGate() {
    return switch (this) {
      case LSTM, PEEPHOLE_LSTM -> OptionalInt.of(1);
      case SIMPLE_RNN, GRU -> OptionalInt.empty();
    };
  }

  /** Returns whether it has a cell state beside the hidden state. */
  public boolean hasCellState() {
    return carries == Carries.HIDDEN_AND_CELL;
  }

  /** Returns the cell's name for people. */
  public String title() {
    return title;
  }
}
