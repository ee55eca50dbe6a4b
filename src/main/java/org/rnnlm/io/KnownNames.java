package org.rnnlm.io;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import java.io.IOException;
import java.util.Arrays;

/** Refuses a name that is none of an enum's, and says which there are. */
final class KnownNames extends DeserializationProblemHandler {
  @Override
  public Object handleWeirdStringValue(
      DeserializationContext context, Class<?> type, String value, String reason)
      throws IOException {
    if (!type.isEnum()) {
      return NOT_HANDLED;
    }
    throw new DataException(
        context.getParser().currentName()
            + " '"
            + value
            + "' is not known, this program reads "
            + Arrays.toString(type.getEnumConstants()));
  }
}
