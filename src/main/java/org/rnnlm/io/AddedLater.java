package org.rnnlm.io;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a field of a stored record that files of earlier versions lack. Such a field is read as 0,
 * as an empty list or as an empty map, and as null where it is of any other type: the record's
 * constructor then says what it stands for. All fields without this mark are required.
 *
 * <p>Where a record has a version, and the mark says in which the field came, files of that version
 * and later ones must have the field, and earlier ones must not.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface AddedLater {
  /** The version of the record's format that the field came with; 0 if it came within one. */
  int inVersion() default 0;
}
