package org.rnnlm.prep.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnlm.prep.records.Range;

class PlacePartitionerTest {
  private static final long SEED = 5;

  private static List<TextSlice> slices(int files, int portions) {
    List<TextSlice> slices = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      InputFile file = new InputFile("f" + i, i, 1000, DocumentIds.ofFile("f" + i, 0), "");
      for (int j = 0; j < portions; j++) {
        slices.add(
            new TextSlice(file, new Range(j, j + 1), new Portion(j, j == portions - 1), false));
      }
    }
    return slices;
  }

  private static Place place(TextSlice slice) {
    long id = slice.file().id();
    return Place.ofPortion(Place.hashOf(SEED, id), id, slice.portion().index());
  }

  @Test
  void theOrderOfPartitionsIsThatOfPlaces() {
    List<TextSlice> slices = slices(20, 7);
    PlacePartitioner partitioner = PlacePartitioner.ofTexts(16, slices, SEED);
    List<Place> places = new ArrayList<>(slices.stream().map(slice -> place(slice)).toList());
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      places.add(Place.ofPortion(random.nextLong(), random.nextLong(), 0));
    }
    places.sort(null);
    int[] partitions = places.stream().mapToInt(partitioner::getPartition).toArray();
    assertThat(partitions).isSorted();
    assertThat(partitions[0]).isNotNegative();
    assertThat(partitions[partitions.length - 1]).isLessThan(partitioner.numPartitions());
  }

  @Test
  void aLongTextLiesInManyPartitionsThatAreNoMoreThanTwiceThePlan() {
    for (int portions : new int[] {3, 128, 10_000}) {
      List<TextSlice> slices = slices(1, portions);
      PlacePartitioner partitioner = PlacePartitioner.ofTexts(100, slices, SEED);
      assertThat(partitioner.numPartitions()).isBetween(101, 200);
      int[] sizes = new int[partitioner.numPartitions()];
      slices.forEach(slice -> sizes[partitioner.getPartition(place(slice))]++);
      assertThat(IntStream.of(sizes).max().orElseThrow()).isLessThanOrEqualTo(portions / 50 + 1);
    }
  }
}
