/**
 * Turns wikitext into plain text, one line for each paragraph, heading and list item. Plain Java:
 * may import ICU, but neither Spark nor any other package of this project.
 *
 * <p>What depends on a wiki's language is in tables beside the classes: MediaWiki's own words, and
 * {@code templates/}, to which anybody can add a language's templates ({@code templates/README.md}
 * is the manual).
 */
package org.rnnlm.prep.text;
