package org.rnnlm.prep.dump;

/** The fields of a page as the XML has them, collected in any order, then checked together. */
final class PageFields {

  String id;
  String namespace;
  String title;
  boolean redirect;
  boolean tooLarge;
  String model = Page.WIKITEXT;
  String text = "";

  Page toPage() throws UnexpectedContentException {
    require(title, "title");
    return new Page(
        number(id, "id", Long.MAX_VALUE, 0),
        (int) number(namespace, "ns", Integer.MAX_VALUE, Integer.MIN_VALUE),
        title,
        redirect,
        tooLarge,
        model,
        text);
  }

  private long number(String value, String element, long most, long least)
      throws UnexpectedContentException {
    require(value, element);
    try {
      long number = Long.parseLong(value.strip());
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below, together with numbers out of range
    }
    throw problem("has <" + element + ">" + value + "</" + element + ">, not a number in range");
  }

  private void require(String value, String element) throws UnexpectedContentException {
    if (value == null) {
      throw problem("has no <" + element + ">");
    }
  }

  private UnexpectedContentException problem(String what) {
    String page =
        title != null ? "page \"" + title + "\" " : id != null ? "page " + id + " " : "a page ";
    return new UnexpectedContentException(
        page + what, "use a dump of export schema 0.6 or later, or repair the page");
  }
}
