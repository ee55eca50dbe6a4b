/**
 * The Spark steps from input files to sequence shards. They wire what {@code dump} and {@code text}
 * do in plain Java, and use the core's vocabulary and shards.
 */
package org.rnnlm.prep.steps;
