package org.rnnlm.prep.steps;

import java.io.Serializable;

/**
 * Which articles of a dump are left out, beside redirects and pages of other namespaces.
 *
 * @param minimumCharacters articles with less text, in code points, are left out; of texts too
 * @param disambiguationPages whether pages stay that only list what their title may mean
 * @param duplicates whether articles stay whose text is that of an earlier one
 */
public record FilterSpec(int minimumCharacters, boolean disambiguationPages, boolean duplicates)
    implements Serializable {

  public FilterSpec {
    if (minimumCharacters < 0) {
      throw new IllegalArgumentException("minimum characters " + minimumCharacters);
    }
  }
}
