package org.rnnlm.exchange;

/** What a model can be exported to. */
public enum ExportFormat {
  /** Weights by PyTorch's names, and a module that loads them into PyTorch. */
  SAFETENSORS,
  /** Graphs that ONNX Runtime and others run. */
  ONNX,
  /** A network of DL4J's own layers, which loads without rnnlm. */
  DL4J
}
