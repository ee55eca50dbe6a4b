package org.rnnlm.prep.dump;

import java.io.InputStream;
import java.util.Optional;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Turns the XML of a dump into pages, holding one of them at a time. */
final class PageParser {

  static final String GIVE_A_DUMP = "give a MediaWiki XML export (…-pages-articles.xml.bz2)";

  private final XMLStreamReader xml;
  private boolean insideDump;

  PageParser(InputStream plain) throws XMLStreamException {
    xml = factory().createXMLStreamReader(plain);
  }

  /** The next page, or nothing after the last one. */
  Optional<Page> next() throws XMLStreamException, UnexpectedContentException {
    if (!insideDump) {
      enterDump();
    }
    while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
      if (!xml.isStartElement()) {
        continue;
      }
      if (xml.getLocalName().equals("page")) {
        return Optional.of(page());
      }
      skipElement();
    }
    return Optional.empty();
  }

  /** Whether the outermost element of a dump was seen. */
  boolean insideDump() {
    return insideDump;
  }

  /** Where the parser stands, as "line 3, column 14". */
  String place() {
    Location location = xml.getLocation();
    return "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }

  private void enterDump() throws XMLStreamException, UnexpectedContentException {
    while (!xml.isStartElement()) {
      xml.next();
    }
    if (!xml.getLocalName().equals("mediawiki")) {
      throw new UnexpectedContentException(
          "the outermost element is <" + xml.getLocalName() + ">, not <mediawiki>", GIVE_A_DUMP);
    }
    insideDump = true;
  }

  private Page page() throws XMLStreamException, UnexpectedContentException {
    PageFields fields = new PageFields();
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (!xml.isStartElement()) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "id" -> fields.id = elementText();
        case "ns" -> fields.namespace = elementText();
        case "title" -> fields.title = elementText();
        case "redirect" -> fields.redirect = skipElement();
        case "revision" -> fields.text = revisionText();
        default -> skipElement();
      }
    }
    return fields.toPage();
  }

  private String revisionText() throws XMLStreamException {
    String text = "";
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (!xml.isStartElement()) {
        continue;
      }
      if (xml.getLocalName().equals("text")) {
        text = elementText();
      } else {
        skipElement();
      }
    }
    return text;
  }

  /** The text comes in many pieces, one for each entity: collected here, never by the parser. */
  private String elementText() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (xml.isStartElement()) {
        skipElement();
      } else if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
        text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
      }
    }
    return text.toString();
  }

  private boolean skipElement() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      switch (xml.next()) {
        case XMLStreamConstants.START_ELEMENT -> depth++;
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {}
      }
    }
    return true;
  }

  /**
   * The JDK's own parser, whatever else the class path of a cluster offers. DTDs and external
   * entities are off; its limits against hostile entities are lifted, since they also count the
   * harmless &amp;lt; and give up in the middle of a large dump.
   */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty("jdk.xml.entityExpansionLimit", "0");
    factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", "0");
    factory.setProperty("jdk.xml.totalEntitySizeLimit", "0");
    return factory;
  }
}
