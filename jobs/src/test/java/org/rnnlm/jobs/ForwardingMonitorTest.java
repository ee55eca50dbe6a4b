package org.rnnlm.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnlm.train.TrainingMonitor;

class ForwardingMonitorTest {
  private final List<Method> told = new ArrayList<>();

  /** Remembers what it is told, whatever a monitor may be told. */
  private final TrainingMonitor shown =
      (TrainingMonitor)
          Proxy.newProxyInstance(
              TrainingMonitor.class.getClassLoader(),
              new Class<?>[] {TrainingMonitor.class},
              (proxy, method, arguments) -> {
                told.add(method);
                return null;
              });

  @Test
  void theOtherMonitorIsToldAllThatAMonitorCanBeTold() throws ReflectiveOperationException {
    TrainingMonitor monitor = new ForwardingMonitor(shown) {};
    Method[] all = TrainingMonitor.class.getMethods();

    for (Method method : all) {
      method.invoke(monitor, Arrays.stream(method.getParameterTypes()).map(this::any).toArray());
    }

    assertThat(told).containsExactly(all);
  }

  private Object any(Class<?> type) {
    return type == double.class ? 0.0 : null;
  }
}
