package org.rnnlm.io;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Map;

/** JSON of the project's records, one way everywhere: unknown and missing fields are refused. */
public final class Json {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // a record is its components
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .annotationIntrospector(new Required())
          .addHandler(new KnownNames())
          .build();

  /** Requires every field of a record but those that are marked {@link AddedLater}. */
  private static final class Required extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasRequiredMarker(AnnotatedMember member) {
      return member instanceof AnnotatedParameter && !member.hasAnnotation(AddedLater.class);
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated field) {
      return field.hasAnnotation(AddedLater.class) && hasEmptyValue(field.getRawType())
          ? JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)
          : super.findSetterInfo(field);
    }

    private static boolean hasEmptyValue(Class<?> type) {
      return type.isPrimitive()
          || Collection.class.isAssignableFrom(type)
          || Map.class.isAssignableFrom(type);
    }
  }

  private Json() {}

  /** Returns JSON on several lines, for people and for files. */
  public static String pretty(Object value) {
    try {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  /** Returns JSON on one line, without the line's end. */
  public static String line(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + value.getClass(), e);
    }
  }

  /**
   * Returns the inside of a JSON object on one line, without its braces, its fields in the order
   * that the map has them in.
   */
  public static String inside(Map<String, ?> fields) {
    try {
      String object =
          MAPPER
              .writer()
              .without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
              .writeValueAsString(fields);
      return object.substring(1, object.length() - 1);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + fields.getClass(), e);
    }
  }

  /** Returns whether a text is JSON to its end, of whatever content. */
  public static boolean isWhole(String text) {
    try {
      return !MAPPER.readTree(text).isMissingNode();
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  /**
   * Any JSON, no deeper than 1,000 levels.
   *
   * @param origin the file that the text comes from, for the message
   * @throws DataException if the text is no JSON, or a field occurs twice
   */
  public static JsonNode tree(String text, String origin) {
    try {
      return MAPPER
          .readerFor(JsonNode.class)
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .readTree(text);
    } catch (JsonProcessingException e) {
      throw new DataException(origin + " cannot be read: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * @param origin the file that the text comes from, for the message
   * @throws DataException if the text is no JSON of this type
   */
  public static <T> T read(String text, Class<T> type, String origin) {
    try {
      VersionedFields fields = VersionedFields.of(type);
      if (!fields.none()) {
        fields.check(MAPPER.readTree(text));
      }
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new DataException("there is nothing in it but null");
      }
      return value;
    } catch (JsonProcessingException e) {
      Throwable cause = e.getCause() instanceof DataException ? e.getCause() : e;
      String reason =
          cause instanceof JsonProcessingException j ? j.getOriginalMessage() : cause.getMessage();
      throw new DataException(origin + " cannot be read: " + reason, e);
    } catch (DataException | IllegalArgumentException e) { // Jackson wraps those of creators alone
      throw new DataException(origin + " cannot be read: " + e.getMessage(), e);
    }
  }
}
