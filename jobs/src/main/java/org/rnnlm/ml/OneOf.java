package org.rnnlm.ml;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import scala.runtime.AbstractFunction1;

/** Lets a known name pass, or an array of such that is not empty. */
final class OneOf<T> extends AbstractFunction1<T, Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ArrayList<String> names;

  OneOf(List<String> names) {
    this.names = new ArrayList<>(names);
  }

  @Override
  public Object apply(T value) {
    return value instanceof String[] several
        ? several.length > 0 && names.containsAll(Arrays.asList(several))
        : names.contains(value);
  }
}
