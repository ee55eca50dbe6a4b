package org.rnnlm.prep.dump;

import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the beginning of a dump tells of all of it.
 *
 * @param compression of the file
 * @param encoding of its XML, as the parser has found it
 * @param wiki what tells the wiki from others: its database's name and its address without the main
 *     page, as far as the dump tells them; empty if it does not. All parts of a dump have the same
 * @param language of the wiki, such as {@code en}; empty if the dump does not tell
 * @param fileNamespaces names of the namespace of files, in lower case, in the wiki's own language
 * @param categoryNamespaces the same of categories
 */
public record DumpHead(
    Compression compression,
    String encoding,
    String wiki,
    String language,
    Set<String> fileNamespaces,
    Set<String> categoryNamespaces)
    implements Serializable {

  public DumpHead {
    // sorted, so that what is made of them does not differ from process to process
    fileNamespaces = new TreeSet<>(fileNamespaces);
    categoryNamespaces = new TreeSet<>(categoryNamespaces);
  }

  /**
   * Returns whether its pages can be found from the middle of the file: in bzip2 and plain files,
   * where no part of another character looks like a tag.
   */
  public boolean sliceable() {
    String name = encoding.toUpperCase(Locale.ROOT);
    return compression.hasPlaces()
        && (name.equals("UTF-8")
            || name.equals("US-ASCII")
            || name.startsWith("ISO-8859-")
            || name.startsWith("WINDOWS-125"));
  }
}
