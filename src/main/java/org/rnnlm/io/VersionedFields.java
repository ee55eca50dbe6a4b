package org.rnnlm.io;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which fields a stored record has from which version of its format on. */
final class VersionedFields {
  private static final String VERSION = "version";

  private static final ClassValue<VersionedFields> OF_TYPES =
      new ClassValue<>() {
        @Override
        protected VersionedFields computeValue(Class<?> type) {
          return new VersionedFields(type);
        }
      };

  private final Map<String, Integer> since = new LinkedHashMap<>();

  private VersionedFields(Class<?> type) {
    if (!type.isRecord()) {
      return;
    }
    for (RecordComponent component : type.getRecordComponents()) {
      AddedLater mark = component.getAnnotation(AddedLater.class);
      if (mark != null && mark.inVersion() > 0) {
        since.put(component.getName(), mark.inVersion());
      }
    }
  }

  /** Returns those of a type that {@link AddedLater} marks with a version; none of most. */
  static VersionedFields of(Class<?> type) {
    return OF_TYPES.get(type);
  }

  boolean none() {
    return since.isEmpty();
  }

  /**
   * @throws DataException if a field is missing, or of a version that the file is not of
   */
  void check(JsonNode file) {
    if (!file.path(VERSION).canConvertToInt()) {
      return; // which is said where the record is made
    }
    int version = file.path(VERSION).intValue();
    since.forEach((field, first) -> check(field, file.hasNonNull(field), version >= first));
  }

  private static void check(String field, boolean there, boolean expected) {
    if (expected && !there) {
      throw new DataException("field '" + field + "' is missing");
    }
    if (there && !expected) {
      throw new DataException("field '" + field + "' is of a later format version");
    }
  }
}
