package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * @param location full URI
 * @param index place in the sorted list of all input files
 * @param bytes its size
 */
record InputFile(String location, int index, long bytes) implements Serializable {}
