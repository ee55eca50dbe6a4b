package org.rnnlm.prep.dump;

import java.io.IOException;
import java.util.NoSuchElementException;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/** A reader that holds the one page that comes next. */
abstract class ReadingAhead implements PageReader {

  private Optional<Page> ahead = Optional.empty();
  private boolean finished;
  private final String file;
  private String lastPage;
  private PageParser parser; // null before anything is read

  /**
   * @param file its name, for messages
   * @param beforeFirst what messages say of the place before any page is read
   */
  ReadingAhead(String file, String beforeFirst) {
    this.file = file;
    lastPage = beforeFirst;
  }

  /** Opens the file; called once, before anything is read. */
  abstract PageParser open() throws IOException, XMLStreamException;

  /** Returns what to throw of what the storage, the decompression or the parser has thrown. */
  abstract RuntimeException explained(Exception e);

  /** Returns an error that tells the file, the place in it, and what to do. */
  abstract MalformedDumpException malformed(String problem, String advice, Exception cause);

  /** Returns what the parser takes from the file, errors explained. */
  final <T> T parsed(Parsing<T> parsing) {
    try {
      if (parser == null) {
        parser = open();
      }
      return parsing.of(parser);
    } catch (UnexpectedContentException e) {
      throw malformed(e.getMessage(), e.advice(), e);
    } catch (MalformedDumpException e) {
      throw e; // says all there is to say
    } catch (XMLStreamException | IOException | RuntimeException e) {
      throw explained(e);
    }
  }

  /** Something that a parser gives. */
  interface Parsing<T> {
    T of(PageParser parser) throws IOException, XMLStreamException, UnexpectedContentException;
  }

  /** Returns the parser, once something is read. */
  final Optional<PageParser> parser() {
    return Optional.ofNullable(parser);
  }

  /** Returns where reading is, for messages: {@code after page 7 "Oak"}. */
  final String lastPage() {
    return lastPage;
  }

  @Override
  public final boolean hasNext() {
    if (ahead.isEmpty() && !finished) {
      ahead = parsed(PageParser::next);
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
