/**
 * Models for other programs, and of other programs. What is exported is read back and computed with
 * before it counts, and so is what is imported.
 *
 * <ul>
 *   <li>What is exported: {@link org.rnnlm.exchange.Source}, {@link org.rnnlm.exchange.Exporter},
 *       {@link org.rnnlm.exchange.ExportFormat}, {@code PortableModel} (config.json); a class a
 *       format, {@code TorchExport}, {@code OnnxExport} and {@code Dl4jExport}, writes into an
 *       {@code ExportFolder}.
 *   <li>PyTorch's layout: {@code TorchWeights}, {@code TorchGates}, {@code Tensor}, {@code
 *       TensorType}, {@code SafeTensors}; {@code modeling_rnnlm.py} among the resources loads it.
 *   <li>ONNX: {@code OnnxModels}, {@code OnnxBuilder}.
 *   <li>The way back: {@link org.rnnlm.exchange.Importer}, {@code TorchNames}, {@code TorchModel},
 *       {@code TorchParameters}, {@code ForeignVocabulary}.
 *   <li>That they are right: {@link org.rnnlm.exchange.Proof}, {@code Probe}, {@code
 *       TorchReference}, {@code OnnxReference}.
 * </ul>
 */
package org.rnnlm.exchange;
