package org.rnnlm.prep.text;

import java.io.IOException;
import org.sweble.wikitext.parser.WikitextEncodingValidator;
import org.sweble.wikitext.parser.WikitextParser;
import org.sweble.wikitext.parser.WikitextPostprocessor;
import org.sweble.wikitext.parser.WikitextPreprocessor;
import org.sweble.wikitext.parser.encval.ValidatedWikitext;
import org.sweble.wikitext.parser.nodes.WtNode;
import org.sweble.wikitext.parser.nodes.WtParsedWikitextPage;
import org.sweble.wikitext.parser.nodes.WtPreproWikitextPage;
import org.sweble.wikitext.parser.parser.PreprocessorToParserTransformer;

/**
 * Reads the markup with the Sweble parser and writes down what is visible in its syntax tree.
 * Templates are not expanded. Markup that is nested too deeply or keeps the parser busy for too
 * long is merely stripped instead; both limits count, rather than measure time, so that every
 * machine draws the same line.
 */
public final class SwebleCleaner implements TextCleaner {

  private final FallbackCleaner fallback = new FallbackCleaner();

  @Override
  public CleanText clean(String title, String markup) {
    if (Nesting.isTooDeep(markup)) {
      return fallback.clean(title, markup);
    }
    try {
      return new CleanText(VisibleText.of(parse(title, markup)), false);
    } catch (IOException | RuntimeException | StackOverflowError e) {
      return fallback.clean(title, markup);
    }
  }

  private static WtNode parse(String title, String markup) throws IOException {
    SwebleDialect dialect = new SwebleDialect(markup.length());
    ValidatedWikitext valid = new WikitextEncodingValidator().validate(dialect, markup, title);
    WtPreproWikitextPage preprocessed =
        (WtPreproWikitextPage)
            new WikitextPreprocessor(dialect).parseArticle(valid, title, false /* as a page */);
    WtParsedWikitextPage parsed =
        (WtParsedWikitextPage)
            new WikitextParser(dialect)
                .parseArticle(PreprocessorToParserTransformer.transform(preprocessed), title);
    return new WikitextPostprocessor(dialect).postprocess(parsed, title);
  }
}
