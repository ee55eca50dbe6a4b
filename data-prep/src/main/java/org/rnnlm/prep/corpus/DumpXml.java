package org.rnnlm.prep.corpus;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.rnnlm.text.Text;

/**
 * The XML of a MediaWiki dump, export schema 0.10. Numbers are formatted as strings, so that no
 * locale shows in the bytes.
 */
final class DumpXml {
  private static final Map<Integer, String> NAMESPACES = new TreeMap<>();

  static {
    NAMESPACES.put(-2, "Media");
    NAMESPACES.put(-1, "Special");
    NAMESPACES.put(0, "");
    NAMESPACES.put(1, "Talk");
    NAMESPACES.put(2, "User");
    NAMESPACES.put(3, "User talk");
    NAMESPACES.put(4, "Project");
    NAMESPACES.put(5, "Project talk");
    NAMESPACES.put(6, "File");
    NAMESPACES.put(7, "File talk");
    NAMESPACES.put(8, "MediaWiki");
    NAMESPACES.put(9, "MediaWiki talk");
    NAMESPACES.put(10, "Template");
    NAMESPACES.put(11, "Template talk");
    NAMESPACES.put(14, "Category");
    NAMESPACES.put(15, "Category talk");
  }

  private DumpXml() {}

  static String head() {
    StringBuilder namespaces = new StringBuilder();
    NAMESPACES.forEach((key, name) -> namespaces.append(namespace(key, name)));
    return Text.format(
        """
    <mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" \
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
    xsi:schemaLocation="http://www.mediawiki.org/xml/export-0.10/ \
    http://www.mediawiki.org/xml/export-0.10.xsd" version="0.10" xml:lang="en">
      <siteinfo>
        <sitename>Synthetic Encyclopedia</sitename>
        <dbname>syntheticwiki</dbname>
        <base>https://encyclopedia.example/wiki/Main_Page</base>
        <generator>rnnlm</generator>
        <case>first-letter</case>
        <namespaces>
    %s    </namespaces>
      </siteinfo>
    """,
        namespaces);
  }

  static String page(WrittenPage page, Filler filler) {
    String redirect =
        page.redirect()
            .map(title -> Text.format("    <redirect title=\"%s\" />\n", escape(title)))
            .orElse("");
    return Text.format(
        "  <page>\n    <title>%s</title>\n    <ns>%s</ns>\n    <id>%s</id>\n%s%s  </page>\n",
        escape(page.title()), page.namespace(), page.id(), redirect, revision(page, filler));
  }

  static String foot() {
    return "</mediawiki>\n";
  }

  private static String namespace(int key, String name) {
    String head = Text.format("      <namespace key=\"%s\" case=\"first-letter\"", key);
    return head + (name.isEmpty() ? " />\n" : Text.format(">%s</namespace>\n", name));
  }

  private static String revision(WrittenPage page, Filler filler) {
    long id = 100 * page.id() + filler.below(100);
    byte[] bytes = page.wikitext().getBytes(StandardCharsets.UTF_8);
    return Text.format(
        """
        <revision>
          <id>%s</id>
          <parentid>%s</parentid>
          <timestamp>%s</timestamp>
          <contributor>
    %s      </contributor>
          <comment>%s</comment>
          <model>wikitext</model>
          <format>text/x-wiki</format>
          <text bytes="%s" xml:space="preserve">%s</text>
          <sha1>%s</sha1>
        </revision>
    """,
        id,
        id - 1 - filler.below(50),
        timestamp(filler),
        contributor(filler),
        escape("/* " + filler.word() + " */ \"copy-edit\" & links"),
        bytes.length,
        escape(page.wikitext()),
        sha1(bytes));
  }

  /** Returns a second between 2005 and 2024. */
  private static Instant timestamp(Filler filler) {
    return Instant.ofEpochSecond(1_104_537_600 + filler.below(600_000_000));
  }

  private static String contributor(Filler filler) {
    if (filler.percent(20)) {
      return Text.format("        <ip>192.0.2.%s</ip>\n", filler.below(256));
    }
    return Text.format(
        "        <username>%s</username>\n        <id>%s</id>\n", filler.name(), filler.number());
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** As MediaWiki gives it: 31 digits to the base 36. */
  private static String sha1(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest(bytes);
      String digits = new BigInteger(1, digest).toString(36);
      return "0".repeat(31 - digits.length()) + digits;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
