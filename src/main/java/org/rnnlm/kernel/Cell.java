package org.rnnlm.kernel;

import java.util.OptionalInt;

/** The recurrent cell. */
public enum Cell {
  /** h = tanh(W x + R h + b), Elman's network (Cognitive Science 14, 1990). */
  SIMPLE_RNN(1, 1, 0, Carries.HIDDEN, Products.ADDED, "simple RNN"),
  /**
   * Long short-term memory with a forget gate (Gers et al., Neural Computation 12, 2000), no
   * peepholes.
   */
  LSTM(4, 4, 0, Carries.HIDDEN_AND_CELL, Products.ADDED, "LSTM"),
  /**
   * An LSTM with peepholes: the input and the forget gate see the cell's state before the step, the
   * output gate the one after it (Gers and Schmidhuber, IJCNN 2000).
   */
  PEEPHOLE_LSTM(4, 4, 3, Carries.HIDDEN_AND_CELL, Products.ADDED, "peephole LSTM"),
  /**
   * Gated recurrent unit (Cho et al., arXiv 1406.1078) with the reset gate applied after the
   * recurrent product, n = tanh(W x + b + r (R h + b')), h' = z h + (1 - z) n: the form of cuDNN,
   * PyTorch and Keras. The recurrent products of all gates are then one product, where the other
   * form needs two, one after the other.
   */
  GRU(3, 4, 0, Carries.HIDDEN, Products.GATED, "GRU"),
  /**
   * A GRU whose gate and candidate see the input alone (Feng et al., arXiv 2410.01201), h' = (1 -
   * z) h + z g(n): {@link SteppedMinGru}.
   */
  MIN_GRU(2, 2, 0, Carries.HIDDEN, Products.OF_INPUT, "min-GRU"),
  /**
   * An LSTM whose gates see the input alone, and share what they let through (Feng et al., arXiv
   * 2410.01201), h' = f/(f+i) h + i/(f+i) g(n): {@link SteppedMinLstm}.
   */
  MIN_LSTM(3, 3, 0, Carries.HIDDEN, Products.OF_INPUT, "min-LSTM"),
  /**
   * A quasi-recurrent network (Bradbury et al., arXiv 1611.01576) with fo-pooling over a
   * convolution that sees two inputs, c' = f c + (1 - f) z, h' = o c': {@link SteppedQrnn}.
   */
  QRNN(3, 3, 0, Carries.HIDDEN_AND_CELL, Products.OF_TWO_INPUTS, "QRNN"),
  /**
   * The sLSTM of xLSTM (Beck et al., arXiv 2405.04517, section 2.2): an LSTM whose input gate is an
   * exponential, whose cell state is a mean weighted by it, and whose units see the states of their
   * own head alone. What it gives is normalized head by head; its gain has the fifth bias: {@link
   * SteppedSlstm}.
   */
  SLSTM(4, 5, 0, Carries.HIDDEN_CELL_AND_WEIGHT, Products.ADDED_BY_HEADS, "sLSTM");

  /** What goes from a step to the next. */
  private enum Carries {
    HIDDEN,
    HIDDEN_AND_CELL,
    HIDDEN_CELL_AND_WEIGHT
  }

  /** This says what a step's gates are made of. */
  private enum Products {
    /** Gates are the products of the input and of the hidden state, added. */
    ADDED,
    /** Gates are added as well, and a unit sees the hidden states of its own head alone. */
    ADDED_BY_HEADS,
    /** Gates are made of both, but the candidate sees the hidden state's part through a gate. */
    GATED,
    /** Gates are made of the input alone, so that no step waits for the one before. */
    OF_INPUT,
    /** Gates are made of the input and of the one before. */
    OF_TWO_INPUTS
  }

  private final int gates;
  private final int biases;
  private final int peepholes;
  private final Carries carries;
  private final Products products;
  private final String title;

  Cell(int gates, int biases, int peepholes, Carries carries, Products products, String title) {
    this.gates = gates;
    this.biases = biases;
    this.peepholes = peepholes;
    this.carries = carries;
    this.products = products;
    this.title = title;
  }

  /** Blocks of hidden-size columns that the input weights have. */
  public int gates() {
    return gates;
  }

  /** Blocks of hidden-size columns that the recurrent weights have; 0 where there are none. */
  public int recurrentGates() {
    return waits() ? gates : 0;
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
   * Returns whether a step's products wait for the hidden state of the step before. Those of a cell
   * that does not wait are one for all steps, and it has no recurrent weights.
   */
  public boolean waits() {
    return products != Products.OF_INPUT && products != Products.OF_TWO_INPUTS;
  }

  /** Returns how many inputs a step's products are of: its own, and those right before it. */
  public int inputs() {
    return products == Products.OF_TWO_INPUTS ? 2 : 1;
  }

  /**
   * Returns whether the candidate sees the recurrent product through a gate, so that it cannot be
   * added to the input's.
   */
  boolean separatesRecurrentProduct() {
    return products == Products.GATED;
  }

  /** Returns the block of the bias that is the forget gate's, of a cell that has one. */
  public OptionalInt forgetGate() {
    return switch (this) {
      case LSTM, PEEPHOLE_LSTM, QRNN, SLSTM -> OptionalInt.of(1);
      case MIN_LSTM -> OptionalInt.of(0);
      case SIMPLE_RNN, GRU, MIN_GRU -> OptionalInt.empty();
    };
  }

  /** Returns whether it has a cell state beside the hidden state. */
  public boolean hasCellState() {
    return cellVectors() > 0;
  }

  /** Returns how many vectors of hidden-size values the cell state of a sequence has. */
  public int cellVectors() {
    return switch (carries) {
      case HIDDEN -> 0;
      case HIDDEN_AND_CELL -> 1;
      case HIDDEN_CELL_AND_WEIGHT -> 2;
    };
  }

  /** Returns whether its units may stand in heads, of which each sees its own states alone. */
  public boolean hasHeads() {
    return products == Products.ADDED_BY_HEADS;
  }

  /** Returns whether the last input is a part of what goes from a step to the next. */
  public boolean carriesInput() {
    return inputs() > 1;
  }

  /** Returns the cell's name for people. */
  public String title() {
    return title;
  }
}
