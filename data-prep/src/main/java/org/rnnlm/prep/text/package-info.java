/**
 * Turns wikitext into plain text, one line for each paragraph, heading and list item. Plain Java:
 * may import ICU, but neither Spark nor any other package of this project.
 */
package org.rnnlm.prep.text;
