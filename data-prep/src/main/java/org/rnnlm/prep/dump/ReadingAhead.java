package org.rnnlm.prep.dump;

import java.util.NoSuchElementException;
import java.util.Optional;

/** A reader that holds the one page that comes next. */
abstract class ReadingAhead implements PageReader {

  private Optional<Page> ahead = Optional.empty();
  private boolean finished;
  private final String file;
  private String lastPage;

  /**
   * @param file its name, for messages
   * @param beforeFirst what messages say of the place before any page is read
   */
  ReadingAhead(String file, String beforeFirst) {
    this.file = file;
    lastPage = beforeFirst;
  }

  /** The next page from the file, or nothing after the last one. */
  abstract Optional<Page> read();

  /** Where reading is, for messages: {@code after page 7 "Oak"}. */
  final String lastPage() {
    return lastPage;
  }

  @Override
  public final boolean hasNext() {
    if (ahead.isEmpty() && !finished) {
      ahead = read();
      finished = ahead.isEmpty();
      ahead.ifPresent(p -> lastPage = "after page " + p.id() + " \"" + p.title() + "\"");
    }
    return ahead.isPresent();
  }

  @Override
  public final Page next() {
    if (!hasNext()) {
      throw new NoSuchElementException(file + " has no more pages");
    }
    Page page = ahead.orElseThrow();
    ahead = Optional.empty();
    return page;
  }
}
