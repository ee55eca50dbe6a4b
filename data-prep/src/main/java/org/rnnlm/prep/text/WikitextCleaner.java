package org.rnnlm.prep.text;

/**
 * Turns the markup of an article into the text its readers see, by stripping what is markup: tags
 * first, then templates, tables and links from the inside out, then the marks of lines.
 *
 * <p>Each paragraph, heading and list item is one line; lines are joined by a single line feed,
 * none is empty, none starts or ends with a space. Left out are references, tables, galleries,
 * files, categories, language links, comments, formulas and blocks of code, and headings with
 * nothing but those under them. Links leave the text they show, and so do MediaWiki's functions of
 * arguments that the page gives ({@link PageWords}) and templates that stand for words of a
 * sentence ({@link InlineTemplates}); all others are left out.
 *
 * <p>There is no recursion: every page takes time and memory linear in its length, whatever is
 * unbalanced or nested, and an opening without its closing loses only itself. The same markup gives
 * the same text in every call. Immutable.
 */
public final class WikitextCleaner {

  private final Namespaces namespaces;
  private final MagicWords magicWords;
  private final ParserFunctions functions;
  private final InlineMarkup inline;
  private final InlineTemplates templates;
  private final LanguageConversion conversion;

  /**
   * @param wiki the articles' own
   */
  public WikitextCleaner(Wiki wiki) {
    this.namespaces = new Namespaces(wiki);
    this.magicWords = new MagicWords(wiki.language());
    this.functions = new ParserFunctions(wiki.language(), magicWords);
    this.inline = new InlineMarkup(magicWords);
    this.templates = new InlineTemplates(wiki.language());
    this.conversion = new LanguageConversion(wiki.language());
  }

  /**
   * Never throws, whatever the markup. Empty when nothing readable is there.
   *
   * @param title of the page; empty if it is not known
   */
  public String clean(String title, String markup) {
    if (MagicWords.isRedirect(markup)) {
      return "";
    }
    String untagged = conversion.shown(TagStripper.strip(Literal.withoutMarks(markup)));
    BracketStripper brackets =
        new BracketStripper(
            Definitions.onLinesOfTheirOwn(untagged),
            namespaces,
            new PageWords(title, magicWords, functions),
            templates);
    String text = brackets.strip();
    return new Layout(text, brackets.brokenFrom(), inline).text();
  }
}
