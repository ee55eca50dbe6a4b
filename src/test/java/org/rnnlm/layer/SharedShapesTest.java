package org.rnnlm.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ndarray.ShapeInfoProvider;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Views tell their shapes as ND4J's own provider has them, and share them. */
class SharedShapesTest {
  @BeforeEach
  void install() {
    SharedShapes.install();
  }

  private static INDArray view(long steps) {
    return Nd4j.createUninitialized(DataType.FLOAT, new long[] {steps, 2, 3}, 'c').permute(1, 2, 0);
  }

  @Test
  void viewsOfOneLayoutShareIt() {
    assertThat(Nd4j.getShapeInfoProvider()).isInstanceOf(SharedShapes.class);
    assertThat(view(5).shapeInfoDataBuffer()).isSameAs(view(5).shapeInfoDataBuffer());
    assertThat(view(5).shapeInfoDataBuffer()).isNotSameAs(view(4).shapeInfoDataBuffer());
    assertThat(view(5).shape()).containsExactly(2, 3, 5);
    assertThat(view(5).stride()).containsExactly(3, 1, 6);
  }

  @Test
  void toInstallItTwiceChangesNothing() {
    ShapeInfoProvider first = Nd4j.getShapeInfoProvider();
    SharedShapes.install();
    assertThat(Nd4j.getShapeInfoProvider()).isSameAs(first);
  }

  @Test
  void arraysThatDifferInOneThingOnlyAreToldApart() {
    INDArray whole = Nd4j.arange(24).castTo(DataType.FLOAT).reshape('c', 4, 6);
    INDArray left = whole.get(NDArrayIndex.all(), NDArrayIndex.interval(0, 3));
    INDArray dense = Nd4j.createUninitialized(DataType.FLOAT, new long[] {4, 3}, 'c');
    INDArray columns = Nd4j.createUninitialized(DataType.FLOAT, new long[] {4, 3}, 'f');
    INDArray doubles = Nd4j.createUninitialized(DataType.DOUBLE, new long[] {4, 3}, 'c');
    assertThat(left.stride()).containsExactly(6, 1);
    assertThat(dense.stride()).containsExactly(3, 1);
    assertThat(columns.stride()).containsExactly(1, 4);
    assertThat(doubles.dataType()).isEqualTo(DataType.DOUBLE);
    assertThat(left.getFloat(3, 2)).isEqualTo(20);
  }

  @Test
  void moreLayoutsThanAreKeptAreRightToo() {
    assertThat(SharedShapes.MOST).isLessThan(5000);
    SharedShapes shapes = (SharedShapes) Nd4j.getShapeInfoProvider();
    LongStream.rangeClosed(1, 5000)
        .forEach(
            steps ->
                assertThat(
                        Nd4j.getShapeInfoProvider()
                            .createShapeInformation(
                                new long[] {steps, 2},
                                new long[] {2, 1},
                                1,
                                'c',
                                DataType.FLOAT,
                                false)
                            .getSecond()[1])
                    .isEqualTo(steps));
    assertThat(shapes.kept()).isPositive().isLessThanOrEqualTo(SharedShapes.MOST);
  }
}
