package org.rnnlm.prep.dump;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.text.Text;

/** A page of 100 MB between two small ones, in a file that is made while it is read. */
class LargePageTest {

  private static final long TEXT_BYTES = 100_000_000;
  private static final int LIMIT = 1 << 20;
  private static final long SLICE_BYTES = 16 << 20;

  /** Buffers and blocks, but no page. */
  private static final long MOST_ALLOCATED = 40_000_000;

  private static final byte[] BEFORE =
      ("<mediawiki>"
              + page(1, "oak")
              + "<page><title>Large</title><ns>0</ns><id>2</id>"
              + "<revision><text>")
          .getBytes(US_ASCII);
  private static final byte[] AFTER =
      ("</text></revision></page>" + page(3, "elm") + "</mediawiki>").getBytes(US_ASCII);

  @Test
  void isNamedAndLeftOutInLittleMemory() throws IOException {
    Dump dump = new Dump(new LargeFile(), LIMIT);
    DumpHead head = dump.head();
    for (long sliceBytes : new long[] {0, SLICE_BYTES}) {
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long before = threads.getCurrentThreadAllocatedBytes();
      List<Page> pages = new ArrayList<>();
      for (Slice slice : dump.slices(head, sliceBytes)) {
        try (PageReader reader = dump.pages(head, slice)) {
          reader.forEachRemaining(pages::add);
        }
      }
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
      assertThat(pages)
          .containsExactly(
              new Page(1, 0, "1", false, false, "oak"),
              new Page(2, 0, "Large", false, true, ""),
              new Page(3, 0, "3", false, false, "elm"));
    }
  }

  private static String page(int id, String text) {
    return Text.format(
        "<page><title>%d</title><ns>0</ns><id>%d</id><revision><text>%s</text></revision></page>",
        id, id, text);
  }

  private static final class LargeFile implements StoredInput {
    @Override
    public String name() {
      return "large.xml";
    }

    @Override
    public long bytes() {
      return BEFORE.length + TEXT_BYTES + AFTER.length;
    }

    @Override
    public InputStream open(long position) throws IOException {
      InputStream all =
          new SequenceInputStream(
              Collections.enumeration(
                  List.of(
                      new ByteArrayInputStream(BEFORE),
                      new Repeated(),
                      new ByteArrayInputStream(AFTER))));
      all.skipNBytes(position);
      return all;
    }
  }

  /** The letter x, so many times. */
  private static final class Repeated extends InputStream {
    private long left = TEXT_BYTES;

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(left, length);
      Arrays.fill(target, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
