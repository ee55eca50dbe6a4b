package org.rnnlm.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What MLlib's own tests ask of every stage: {@code ParamsSuite.checkParams}, {@code
 * MLTestingUtils.checkCopyAndUids}, {@code DefaultReadWriteTest.testDefaultReadWrite} and {@code
 * MLTest.testTransformer}'s look at schemas.
 */
final class MllibChecks {
  private MllibChecks() {}

  /** Parameters are sorted, its own, found by name, and a copy is of the stage's type. */
  static void checkParams(Params stage) throws ReflectiveOperationException {
    Param<?>[] params = stage.params();
    assertThat(Arrays.stream(params).map(Param::name)).isSorted().doesNotHaveDuplicates();
    for (Param<?> param : params) {
      assertThat(param.parent()).isEqualTo(stage.uid());
      assertThat(stage.getParam(param.name())).isSameAs(param);
      assertThat(stage.hasParam(param.name())).isTrue();
    }
    assertThat(stage.getClass().getMethod("copy", ParamMap.class).getReturnType())
        .isEqualTo(stage.getClass());
    for (Method method : stage.getClass().getMethods()) {
      if (method.getName().matches("set[A-Z].*") && !method.isBridge()) {
        assertThat(
                method.getReturnType().isAssignableFrom(stage.getClass())
                    || method.getReturnType().isInstance(stage))
            .as(method.toString())
            .isTrue();
      }
    }
  }

  /** A model is called as its trainer is, and a copy of it has the same parent. */
  static void checkCopyAndUids(Estimator<?> trainer, Model<?> model) {
    assertThat(model.uid()).isEqualTo(trainer.uid());
    assertThat(model.parent().uid()).isEqualTo(trainer.uid());
    Model<?> copied = (Model<?>) model.copy(ParamMap.empty());
    assertThat(copied).isNotSameAs(model);
    assertThat((Object) copied.parent()).isSameAs(model.parent());
    assertThat(copied.uid()).isEqualTo(model.uid());
    assertThat(values(copied)).isEqualTo(values(model));
  }

  /** What was saved is not saved over by accident, and comes back with every value. */
  static <T extends MLWritable> T readWrite(T stage, Path folder)
      throws IOException, ReflectiveOperationException {
    String path = folder.resolve(UUID.randomUUID().toString()).toString();
    stage.save(path);
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> stage.save(path));
    stage.write().overwrite().save(path);
    @SuppressWarnings("unchecked")
    T loaded = (T) stage.getClass().getMethod("load", String.class).invoke(null, path);
    assertThat(((Params) loaded).uid()).isEqualTo(((Params) stage).uid());
    assertThat(values((Params) loaded)).isEqualTo(values((Params) stage));
    assertThat(given((Params) loaded)).isEqualTo(given((Params) stage));
    return loaded;
  }

  /** The schema that is promised is that of what comes. */
  static void checkSchema(Transformer stage, Dataset<Row> input) {
    assertThat(stage.transform(input).schema()).isEqualTo(stage.transformSchema(input.schema()));
  }

  private static String values(Params stage) {
    StringBuilder values = new StringBuilder();
    for (Param<?> param : stage.params()) {
      values.append(param.name()).append('=').append(value(stage, param)).append('\n');
    }
    return values.toString();
  }

  private static String given(Params stage) {
    return Arrays.stream(stage.params()).filter(stage::isSet).map(Param::name).toList().toString();
  }

  private static <V> String value(Params stage, Param<V> param) {
    return stage.isDefined(param) ? param.jsonEncode(stage.getOrDefault(param)) : "";
  }
}
