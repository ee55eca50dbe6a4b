package org.rnnlm.prep.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitWindowTest {

  @Test
  void marksAreFoundAtEveryBit() throws IOException {
    Random random = new Random(9);
    BitWriter out = new BitWriter(1 << 20);
    List<Long> places = new ArrayList<>();
    long place = 0;
    for (int i = 0; i < 400; i++) {
      int noise = 1 + random.nextInt(2_000);
      for (int bit = 0; bit < noise; bit++) {
        out.put(random.nextInt(2), 1);
      }
      place += noise;
      places.add(place);
      out.put(i % 3 == 0 ? BitWindow.STREAM_END : BitWindow.BLOCK, BitWindow.MARK_BITS);
      place += BitWindow.MARK_BITS;
    }
    assertThat(places).extracting(at -> at % 8).contains(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    BitWindow window = new BitWindow(new ByteArrayInputStream(out.bytes()), 0);
    List<Long> found = new ArrayList<>();
    for (long at = window.find(0, place); at >= 0; at = window.find(at + 1, place)) {
      found.add(at);
      window.forget(at);
    }
    assertThat(found).isEqualTo(places);
    assertThat(window.find(places.get(399), places.get(399))).isEqualTo(-1);
    assertThat(window.find(places.get(399), places.get(399) + 1)).isEqualTo(places.get(399));
  }
}
