package org.rnnlm.prep.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.rnnlm.io.DataException;
import org.rnnlm.prep.records.JsonColumns;

class TableLayoutTest {
  private static final TableLayout RESULTS =
      TableLayout.of(List.of(ResultColumn.whole("length")), "");

  private static MessageType columns(String... names) {
    return JsonColumns.texts(List.of(names));
  }

  @Test
  void resultsStandBehindTheInputsColumns() {
    assertThat(RESULTS.after(columns("text", "Text")).schema().getFields())
        .extracting(Type::getName)
        .containsExactly("text", "Text", "row", "length", "error");
  }

  @Test
  void aNameThatTheInputHasTwiceIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RESULTS.after(columns("x", "text", "x")))
        .withMessage("the input has several columns 'x'; each must have a name of its own");
  }

  @Test
  void aNameThatAResultHasIsRefused() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> RESULTS.after(columns("text", "length")))
        .withMessageContaining("the input has a column 'length' already");
  }
}
