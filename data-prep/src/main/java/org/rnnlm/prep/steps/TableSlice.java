package org.rnnlm.prep.steps;

import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.rnnlm.prep.dump.Dump;
import org.rnnlm.prep.dump.PageReader;
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

  /**
   * Counts its rows, with no more work than that takes: texts are neither cleaned nor kept.
   *
   * @throws org.rnnlm.io.DataException if it cannot be read
   */
  long rows(ReadSpec spec, Configuration hadoop) throws IOException;

  /** A slice of a dump. */
  record OfPages(InputSlice pages) implements TableSlice {
    @Override
    public long bytes() {
      return pages.slice().to() - pages.slice().from();
    }

    @Override
    public TableRows open(ReadSpec spec, Configuration hadoop) throws IOException {
      return new PageRows(reader(spec, hadoop), pages.wiki());
    }

    @Override
    public long rows(ReadSpec spec, Configuration hadoop) throws IOException {
      try (PageReader reader = reader(spec, hadoop)) {
        long count = 0;
        while (reader.hasNext()) {
          reader.next();
          count++;
        }
        return count;
      }
    }

    private PageReader reader(ReadSpec spec, Configuration hadoop) throws IOException {
      Dump dump = new Dump(new HadoopInput(pages.file(), hadoop), spec.pageCharacters());
      return dump.pages(pages.head(), pages.slice());
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

    @Override
    public long rows(ReadSpec spec, Configuration hadoop) {
      return 1;
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

    @Override
    public long rows(ReadSpec spec, Configuration hadoop) {
      return format.count(new HadoopInput(file, hadoop), spec.records(), range);
    }
  }
}
