/** Generated pairs whose right target is known: tasks for an encoder and decoder. Plain Java. */
package org.rnnlm.prep.pairs;
