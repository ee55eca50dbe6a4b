package org.rnnlm.prep.text;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.sweble.wikitext.parser.nodes.WikitextNodeFactory;
import org.sweble.wikitext.parser.parser.LinkBuilder.LinkType;
import org.sweble.wikitext.parser.utils.SimpleParserConfig;

/** What the parser must know of Wikipedia: its tags, link protocols, switches and namespaces. */
final class SwebleDialect extends SimpleParserConfig {

  private static final Set<String> PROTOCOLS =
      Set.of("http://", "https://", "ftp://", "ftps://", "//", "mailto:", "news:", "irc://");

  private static final Set<String> SWITCHES =
      Set.of(
          "DISAMBIG",
          "EXPECTUNUSEDCATEGORY",
          "FORCETOC",
          "HIDDENCAT",
          "INDEX",
          "NEWSECTIONLINK",
          "NOCC",
          "NOCONTENTCONVERT",
          "NOEDITSECTION",
          "NOGALLERY",
          "NOINDEX",
          "NONEWSECTIONLINK",
          "NOTC",
          "NOTITLECONVERT",
          "NOTOC",
          "STATICREDIRECT",
          "TOC");

  private final WikitextNodeFactory nodes;

  SwebleDialect(int markupLength) {
    super(
        false /* convertIllegalCodePoints */,
        false /* warningsEnabled */,
        false /* gatherRoundTripData */,
        false /* autoCorrect */,
        false /* languageConversionTags */);
    nodes = new BudgetedNodes(this, markupLength);
  }

  @Override
  public WikitextNodeFactory getNodeFactory() {
    // The superclass asks while it is being built, before there is a budget.
    return nodes == null ? super.getNodeFactory() : nodes;
  }

  @Override
  public boolean isUrlProtocol(String protocol) {
    return PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT));
  }

  @Override
  public String getInternalLinkPrefixPattern() {
    return null;
  }

  @Override
  public String getInternalLinkPostfixPattern() {
    return "\\p{L}+"; // [[tree]]s shows trees
  }

  @Override
  public LinkType classifyTarget(String target) {
    return LinkTarget.isFile(target) ? LinkType.IMAGE : LinkType.PAGE;
  }

  @Override
  public boolean isValidPageSwitchName(String word) {
    return SWITCHES.contains(word);
  }

  @Override
  public boolean isValidExtensionTagName(String name) {
    return Tags.isExtension(name);
  }

  @Override
  public String resolveXmlEntity(String name) {
    return Entities.named(name);
  }

  @Override
  public Map<String, String> getXmlEntities() {
    return Map.of();
  }
}
