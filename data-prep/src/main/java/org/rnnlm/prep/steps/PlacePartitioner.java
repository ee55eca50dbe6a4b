package org.rnnlm.prep.steps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.Partitioner;

/**
 * Cuts the range of hashes into equal parts, so that the order over all parts is that of the
 * hashes; and at some places more, so that a long text's portions lie in several parts.
 */
final class PlacePartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int equal;
  private final Place[] cuts; // sorted

  /**
   * @param equal parts
   * @param cuts where further parts begin
   */
  PlacePartitioner(int equal, List<Place> cuts) {
    this.equal = equal;
    this.cuts = cuts.stream().sorted().toArray(Place[]::new);
  }

  /**
   * Returns the partitioner of text files.
   *
   * @param equal parts, and at most as many more
   */
  static PlacePartitioner ofTexts(int equal, List<TextSlice> slices, long seed) {
    List<TextSlice> portions = slices.stream().filter(slice -> !slice.portion().isWhole()).toList();
    int together = Math.max(1, (portions.size() + equal - 1) / equal);
    List<Place> cuts = new ArrayList<>();
    for (int i = 0; i < portions.size(); i += together) {
      long id = portions.get(i).file().id();
      cuts.add(Place.ofPortion(Place.hashOf(seed, id), id, portions.get(i).portion().index()));
    }
    return new PlacePartitioner(equal, cuts);
  }

  @Override
  public int numPartitions() {
    return equal + cuts.length;
  }

  @Override
  public int getPartition(Object key) {
    Place place = (Place) key;
    int found = Arrays.binarySearch(cuts, place);
    int before = found >= 0 ? found + 1 : -found - 1; // cuts at or before it
    return partition(place.hash(), equal) + before;
  }

  /** Returns which of some equal parts holds the documents of a hash. */
  private static int partition(long hash, int partitions) {
    long unsigned = hash ^ Long.MIN_VALUE; // signed order to unsigned order
    return (int) Math.multiplyHigh(unsigned >>> 1, 2L * partitions);
  }
}
