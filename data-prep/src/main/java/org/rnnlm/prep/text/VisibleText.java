package org.rnnlm.prep.text;

import org.sweble.wikitext.parser.nodes.WtExternalLink;
import org.sweble.wikitext.parser.nodes.WtInternalLink;
import org.sweble.wikitext.parser.nodes.WtNode;
import org.sweble.wikitext.parser.nodes.WtSection;
import org.sweble.wikitext.parser.nodes.WtTagExtension;
import org.sweble.wikitext.parser.nodes.WtText;
import org.sweble.wikitext.parser.nodes.WtXmlCharRef;
import org.sweble.wikitext.parser.nodes.WtXmlElement;
import org.sweble.wikitext.parser.nodes.WtXmlEntityRef;

/** Walks the syntax tree of an article and writes down what its readers see. */
final class VisibleText {

  private final Lines lines = new Lines();
  private final Line line = new Line();

  private VisibleText() {}

  static String of(WtNode page) {
    VisibleText text = new VisibleText();
    text.block(page);
    return text.lines.toString();
  }

  private void node(WtNode node) {
    switch (node.getNodeType()) {
      case WtNode.NT_TEXT -> line.text(((WtText) node).getContent());
      case WtNode.NT_NEWLINE, WtNode.NT_WHITESPACE, WtNode.NT_SPACES -> line.text(" ");
      case WtNode.NT_XML_CHAR_REF -> character(((WtXmlCharRef) node).getCodePoint());
      case WtNode.NT_XML_ENTITY_REF -> entity((WtXmlEntityRef) node);
      case WtNode.NT_INTERNAL_LINK -> link((WtInternalLink) node);
      case WtNode.NT_EXTERNAL_LINK -> externalLink((WtExternalLink) node);
      case WtNode.NT_TAG_EXTENSION -> extension((WtTagExtension) node);
      case WtNode.NT_XML_ELEMENT -> element((WtXmlElement) node);
      case WtNode.NT_SECTION -> section((WtSection) node);
      case WtNode.NT_PARAGRAPH,
          WtNode.NT_LIST_ITEM,
          WtNode.NT_ORDERED_LIST,
          WtNode.NT_UNORDERED_LIST,
          WtNode.NT_DEFINITION_LIST,
          WtNode.NT_DEFINITION_LIST_TERM,
          WtNode.NT_DEFINITION_LIST_DEF,
          WtNode.NT_SEMI_PRE,
          WtNode.NT_SEMI_PRE_LINE ->
          block(node);
      case WtNode.NT_HORIZONTAL_RULE, WtNode.NT_TABLE -> endLine();
      case WtNode.NT_TEMPLATE,
          WtNode.NT_TEMPLATE_PARAMETER,
          WtNode.NT_IMAGE_LINK,
          WtNode.NT_URL,
          WtNode.NT_XML_COMMENT,
          WtNode.NT_IGNORED,
          WtNode.NT_ILLEGAL_CODE_POINT,
          WtNode.NT_PAGE_SWITCH,
          WtNode.NT_REDIRECT,
          WtNode.NT_SIGNATURE,
          WtNode.NT_TICKS,
          WtNode.NT_XML_START_TAG,
          WtNode.NT_XML_END_TAG,
          WtNode.NT_XML_EMPTY_TAG,
          WtNode.NT_IM_START_TAG,
          WtNode.NT_IM_END_TAG ->
          line.gap();
      default -> children(node); // bold, italics, bodies, lists of nodes
    }
  }

  private void children(WtNode node) {
    for (WtNode child : node) {
      node(child);
    }
  }

  private void block(WtNode node) {
    endLine();
    children(node);
    endLine();
  }

  private void endLine() {
    lines.line(line.take());
  }

  private void section(WtSection section) {
    endLine();
    node(section.getHeading());
    lines.heading(section.getLevel(), line.take());
    block(section.getBody());
  }

  private void link(WtInternalLink link) {
    String target = link.getTarget().getAsString();
    if (LinkTarget.isHidden(target)) {
      line.gap();
      return;
    }
    if (link.hasTitle() && !link.getTitle().isEmpty()) {
      node(link.getTitle());
    } else {
      line.text(LinkTarget.shown(target));
    }
    line.text(link.getPostfix());
  }

  private void externalLink(WtExternalLink link) {
    if (link.hasTitle()) {
      node(link.getTitle());
    } else {
      line.gap();
    }
  }

  private void extension(WtTagExtension extension) {
    if (Tags.isNowiki(extension.getName()) && extension.hasBody()) {
      line.text(Entities.decode(extension.getBody().getContent()));
    } else {
      line.gap();
    }
  }

  private void element(WtXmlElement element) {
    String name = element.getName();
    if (Tags.isDroppedElement(name)) {
      line.gap();
    } else if (Tags.isBlock(name)) {
      block(element.getBody());
    } else if (name.equalsIgnoreCase("br")) {
      line.text(" ");
    } else {
      node(element.getBody());
    }
  }

  private void entity(WtXmlEntityRef entity) {
    String resolved = entity.getResolved();
    line.text(resolved != null ? resolved : "&" + entity.getName() + ";");
  }

  private void character(int codePoint) {
    if (Character.isValidCodePoint(codePoint)
        && Character.getType(codePoint) != Character.SURROGATE) {
      line.text(Character.toString(codePoint));
    }
  }
}
