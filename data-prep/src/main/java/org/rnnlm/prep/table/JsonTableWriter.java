package org.rnnlm.prep.table;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnlm.io.Json;
import org.rnnlm.prep.records.RowFields;

/** JSON lines: the input's fields, then the others; what a row has not is left out. */
final class JsonTableWriter implements TableWriter {
  private final Writer out;
  private final List<ResultColumn> added;

  JsonTableWriter(OutputStream out, TableLayout layout) {
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    this.added = layout.added();
  }

  @Override
  public void write(RowFields fields, long number, List<Object> results, String error)
      throws IOException {
    String own = fields.json();
    Map<String, Object> others = new LinkedHashMap<>();
    others.put(added.get(0).name(), number);
    for (int i = 0; i < results.size(); i++) {
      others.put(added.get(i + 1).name(), results.get(i));
    }
    if (!error.isEmpty()) {
      others.put(added.get(added.size() - 1).name(), error);
    }
    out.write('{');
    out.write(own);
    out.write(own.isEmpty() ? "" : ",");
    out.write(Json.inside(others));
    out.write("}\n");
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }
}
