/**
 * What a language model is: its specification, the DL4J network it becomes, and how sequences
 * become the network's arrays. Imports our layers and kernels, DL4J and ND4J, not Spark.
 */
package org.rnnlm.model;
