/**
 * Tags of words and the spans that they mark, such as names: the schemes in which spans are written
 * as tags, and how spans are read from tags. Knows nothing but Java.
 */
package org.rnnlm.tags;
