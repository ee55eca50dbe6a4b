package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * @param location full URI
 * @param index place in the sorted list of all input files
 * @param bytes its size
 * @param id what its article is called where it holds one: follows from its name, so that files may
 *     be added and moved without changing the others' places and splits
 * @param label its class, where files are labelled by the folders they lie in; empty otherwise
 */
record InputFile(String location, int index, long bytes, long id, String label)
    implements Serializable {}
