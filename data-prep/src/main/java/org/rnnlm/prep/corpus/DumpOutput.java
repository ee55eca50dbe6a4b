package org.rnnlm.prep.corpus;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Compresses a dump's head, pages and foot into one bz2 stream, or into one after another. */
final class DumpOutput {
  private final OutputStream out;
  private final int pagesPerStream;
  private BZip2CompressorOutputStream stream;
  private int pagesInStream;

  DumpOutput(OutputStream out, int pagesPerStream) throws IOException {
    this.out = out;
    this.pagesPerStream = pagesPerStream;
    this.stream = new BZip2CompressorOutputStream(out);
  }

  void head(String xml) throws IOException {
    write(xml);
    if (pagesPerStream > 0) {
      nextStream();
    }
  }

  void page(String xml) throws IOException {
    if (pagesPerStream > 0 && pagesInStream == pagesPerStream) {
      nextStream();
    }
    write(xml);
    pagesInStream++;
  }

  /** Ends the last stream and leaves the output open. */
  void foot(String xml) throws IOException {
    if (pagesPerStream > 0) {
      nextStream();
    }
    write(xml);
    stream.finish();
    out.flush();
  }

  private void nextStream() throws IOException {
    stream.finish();
    stream = new BZip2CompressorOutputStream(out);
    pagesInStream = 0;
  }

  private void write(String xml) throws IOException {
    stream.write(xml.getBytes(StandardCharsets.UTF_8));
  }
}
