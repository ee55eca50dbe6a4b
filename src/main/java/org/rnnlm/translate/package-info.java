/**
 * Writing the target of a source with an encoder and decoder: greedily or by beam search. Imports
 * DL4J, not Spark.
 */
package org.rnnlm.translate;
