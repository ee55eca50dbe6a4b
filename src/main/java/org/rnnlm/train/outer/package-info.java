/**
 * From the workers' mean to where the next round starts. Plain numbers: it knows neither Spark nor
 * DL4J.
 */
package org.rnnlm.train.outer;
