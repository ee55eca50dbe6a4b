package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.prep.dump.Dump;
import org.rnnlm.prep.records.Range;
import org.rnnlm.prep.records.RecordFormat;

/** What is read in one piece of an input: wherever it is cut, each row is in one slice. */
public sealed interface TableSlice extends Serializable {

  /** Returns about how many bytes of the input it is. */
  long bytes();

  /**
   * Opens its rows; the caller closes them.
   *
   * @throws org.rnnlm.io.DataException if it cannot be read
   */
  TableRows open(ReadSpec spec, Configuration hadoop) throws IOException;

  /** A slice of a dump. */
  record OfPages(InputSlice pages) implements TableSlice {
    @Override
    public long bytes() {
      return pages.slice().to() - pages.slice().from();
    }

    @Override
    public TableRows open(ReadSpec spec, Configuration hadoop) throws IOException {
      Dump dump = new Dump(new HadoopInput(pages.file(), hadoop), spec.pageCharacters());
      return new PageRows(dump.pages(pages.head(), pages.slice()), pages.wiki());
    }
  }

  /** A text file. */
  record OfText(InputFile file) implements TableSlice {
    @Override
    public long bytes() {
      return file.bytes();
    }

    @Override
    public TableRows open(ReadSpec spec, Configuration hadoop) {
      return new TextRows(file, hadoop);
    }
  }

  /** A range of a file of records. */
  record OfRecords(RecordFormat format, InputFile file, Range range) implements TableSlice {
    @Override
    public long bytes() {
      return Math.min(range.to(), file.bytes()) - range.from();
    }

    @Override
    public TableRows open(ReadSpec spec, Configuration hadoop) {
      return new RecordRows(format.records(new HadoopInput(file, hadoop), spec.records(), range));
    }
  }
}
