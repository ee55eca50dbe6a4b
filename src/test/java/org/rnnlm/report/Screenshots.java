package org.rnnlm.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnlm.text.Text;

/** Takes pictures of a page for people: arguments are the page and what the pictures are called. */
final class Screenshots {
  private Screenshots() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path page = Path.of(arguments[0]).toAbsolutePath();
    Path profile = Files.createTempDirectory("chromium");
    try (Chromium browser = Chromium.start(Chromium.binary().orElseThrow(), profile)) {
      for (String scheme : new String[] {"light", "dark"}) {
        for (int width : new int[] {1280, 390}) {
          browser.open(page, width, 900, scheme);
          Path picture = Path.of(Text.format("%s-%s-%d.png", arguments[1], scheme, width));
          Files.write(picture, browser.screenshot(true));
          System.out.print(
              Text.format(
                  "%s: complaints %s, requests %s%n",
                  picture, browser.complaints(), browser.requests().size()));
        }
      }
    }
  }
}
