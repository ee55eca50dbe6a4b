package org.rnnlm.prep.dump;

import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Turns the XML of a dump into pages, holding one of them at a time. */
final class PageParser {

  static final String GIVE_A_DUMP = "give a MediaWiki XML export (…-pages-articles.xml.bz2)";

  private static final int FILE = 6;
  private static final int CATEGORY = 14;

  private final XMLStreamReader xml;
  private final int pageCharacters;
  private boolean insideDump;

  PageParser(InputStream plain, int pageCharacters) throws XMLStreamException {
    this.xml = factory().createXMLStreamReader(plain);
    this.pageCharacters = pageCharacters;
  }

  /** Returns what the dump says of its wiki, if it does so before the first page. */
  DumpHead head(Compression compression) throws XMLStreamException, UnexpectedContentException {
    enterDump();
    String language =
        Objects.requireNonNullElse(xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang"), "");
    String encoding = Objects.requireNonNullElse(xml.getEncoding(), "UTF-8");
    Map<Integer, Set<String>> names = Map.of(FILE, new HashSet<>(), CATEGORY, new HashSet<>());
    String database = "";
    String address = "";
    while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
      if (!xml.isStartElement()) {
        continue;
      }
      if (xml.getLocalName().equals("page")) {
        break;
      }
      if (xml.getLocalName().equals("dbname")) {
        database = elementText().strip();
      }
      if (xml.getLocalName().equals("base")) {
        address = elementText().strip().replaceFirst("^[a-z]+:", "").replaceFirst("/[^/]*$", "");
      }
      if (xml.getLocalName().equals("namespace")) {
        String key = String.valueOf(xml.getAttributeValue(null, "key"));
        Set<String> known = key.matches("\\d{1,9}") ? names.get(Integer.valueOf(key)) : null;
        String name = elementText().strip().toLowerCase(Locale.ROOT);
        if (known != null && !name.isEmpty()) {
          known.add(name);
        }
      }
    }
    return new DumpHead(
        compression,
        encoding,
        (database + " " + address).strip(),
        language,
        names.get(FILE),
        names.get(CATEGORY));
  }

  /** Returns the next page, or nothing after the last one. */
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

  /** Returns whether the outermost element of a dump was seen. */
  boolean insideDump() {
    return insideDump;
  }

  /** Returns where the parser stands, as "line 3, column 14". */
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
        case "revision" -> revision(fields);
        default -> skipElement();
      }
    }
    return fields.toPage();
  }

  private void revision(PageFields fields) throws XMLStreamException, UnexpectedContentException {
    fields.text = "";
    fields.tooLarge = false;
    fields.model = Page.WIKITEXT;
    while (xml.next() != XMLStreamConstants.END_ELEMENT) {
      if (!xml.isStartElement()) {
        continue;
      }
      if (xml.getLocalName().equals("text")) {
        Optional<String> text = limitedText();
        fields.tooLarge = text.isEmpty();
        fields.text = text.orElse("");
      } else if (xml.getLocalName().equals("model")) {
        fields.model = elementText().strip();
      } else {
        skipElement();
      }
    }
  }

  private String elementText() throws XMLStreamException, UnexpectedContentException {
    String element = xml.getLocalName();
    return limitedText()
        .orElseThrow(
            () ->
                new UnexpectedContentException(
                    "a <" + element + "> is longer than the longest text allowed",
                    "raise prepare.page-characters, or repair the page"));
  }

  /**
   * Returns the element's text, or nothing where it is over the limit. It comes in many pieces, one
   * for each entity: collected here, never by the parser.
   */
  private Optional<String> limitedText() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    boolean tooLarge = false;
    for (int event = xml.next(); event != XMLStreamConstants.END_ELEMENT; event = xml.next()) {
      if (xml.isStartElement()) {
        skipElement();
      } else if (xml.hasText() && event != XMLStreamConstants.COMMENT) {
        tooLarge |= text.length() + (long) xml.getTextLength() > pageCharacters;
        if (!tooLarge) {
          text.append(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
        }
      }
    }
    return tooLarge ? Optional.empty() : Optional.of(text.toString());
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
   * Returns the JDK's own parser, whatever else the class path of a cluster offers. DTDs and
   * external entities are off; its limits against hostile entities are lifted, since they also
   * count the harmless &amp;lt; and give up in the middle of a large dump.
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

  /** Returns what the JDK's parser has to say, without the place that it puts in front. */
  static String reason(Exception e) {
    String message = String.valueOf(e.getMessage());
    String label = "Message: ";
    int start = message.indexOf(label);
    return start < 0 ? message : message.substring(start + label.length());
  }
}
