package org.rnnlm.ml;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.IntegralType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.rnnlm.prep.table.ResultColumn;
import org.rnnlm.text.Text;

/** The columns of a DataFrame that are read, and those that are added to it. */
final class AddedColumns {
  private static final String ERROR = "error";

  private AddedColumns() {}

  /**
   * Returns a schema with the columns of results behind its own, and last the one that says why a
   * row has no results.
   *
   * @param prefix of the names of all that are added
   * @throws IllegalArgumentException if there is such a column already
   */
  static StructType after(StructType schema, List<ResultColumn> results, String prefix) {
    List<StructField> added =
        Stream.concat(results.stream(), Stream.of(ResultColumn.text(ERROR)))
            .map(column -> field(prefix + column.name(), column))
            .toList();
    Set<String> taken = new HashSet<>();
    Arrays.stream(schema.fieldNames()).map(AddedColumns::folded).forEach(taken::add);
    StructType all = schema;
    for (StructField field : added) {
      if (!taken.add(folded(field.name()))) {
        throw new IllegalArgumentException(
            Text.format(
                "there is a column %s already, which is what a result is called; set prefix to put"
                    + " something before the results' names",
                field.name()));
      }
      all = all.add(field);
    }
    return all;
  }

  /** Returns rows whose columns say of themselves what a schema does, such as what classes mean. */
  static Dataset<Row> described(Dataset<Row> rows, StructType schema) {
    if (Arrays.stream(schema.fields())
        .allMatch(field -> field.metadata().equals(Metadata.empty()))) {
      return rows;
    }
    return rows.select(
        Arrays.stream(schema.fields())
            .map(field -> Stages.column(field.name()).as(field.name(), field.metadata()))
            .toArray(Column[]::new));
  }

  /** Returns the type of several columns together. */
  static StructType struct(List<ResultColumn> columns) {
    return new StructType(
        columns.stream().map(column -> field(column.name(), column)).toArray(StructField[]::new));
  }

  private static StructField field(String name, ResultColumn column) {
    return new StructField(name, type(column), true, Metadata.empty());
  }

  /** Names that differ by their case alone are one to Spark, unless a session says otherwise. */
  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Returns the type of a column of results. */
  static DataType type(ResultColumn column) {
    return switch (column.kind()) {
      case WHOLE -> DataTypes.LongType;
      case NUMBER -> DataTypes.DoubleType;
      case TEXT -> DataTypes.StringType;
      case FLOATS -> DataTypes.createArrayType(DataTypes.FloatType, false);
      case TEXTS -> DataTypes.createArrayType(DataTypes.StringType, false);
      case SHARES -> DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType, false);
    };
  }

  /**
   * @throws IllegalArgumentException if a schema has no such column, or it holds no texts
   */
  static void requireText(StructType schema, String name) {
    if (!(typeOf(schema, name) instanceof StringType)) {
      throw wrong(schema, name, "a text");
    }
  }

  /**
   * @throws IllegalArgumentException if a schema has no such column, or its values name nothing
   */
  static void requireName(StructType schema, String name, boolean mayBeFlag) {
    DataType type = typeOf(schema, name);
    boolean flag = mayBeFlag && type.sameType(DataTypes.BooleanType);
    if (!(type instanceof StringType || type instanceof IntegralType || flag)) {
      throw wrong(
          schema,
          name,
          mayBeFlag ? "a text, a whole number or a truth value" : "a text or a whole number");
    }
  }

  private static DataType typeOf(StructType schema, String name) {
    if (!Arrays.asList(schema.fieldNames()).contains(name)) {
      throw new IllegalArgumentException(
          Text.format(
              "there is no column %s; there are %s", name, String.join(", ", schema.fieldNames())));
    }
    return schema.apply(name).dataType();
  }

  private static IllegalArgumentException wrong(StructType schema, String name, String wanted) {
    return new IllegalArgumentException(
        Text.format(
            "column %s is %s, it must be %s",
            name, schema.apply(name).dataType().simpleString(), wanted));
  }
}
