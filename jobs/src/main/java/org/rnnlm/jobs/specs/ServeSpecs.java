package org.rnnlm.jobs.specs;

import java.util.Map;
import org.rnnlm.jobs.settings.Settings;
import org.rnnlm.serve.ServeSpec;

/** Settings of the group serve. */
public final class ServeSpecs {
  private ServeSpecs() {}

  /**
   * @param environment where the token is
   */
  public static ServeSpec of(Settings settings, Map<String, String> environment) {
    ServeSpec.Limits limits =
        new ServeSpec.Limits(
            settings.integer("serve.body-bytes", 1, 1 << 30),
            settings.integer("serve.tokens", 1, 1 << 24),
            settings.integer("serve.texts", 1, 1 << 16),
            settings.integer("serve.queue", 0, 1 << 20),
            settings.integer("serve.timeout-seconds", 1, 86_400));
    return new ServeSpec(
        settings.text("serve.host"),
        settings.integer("serve.port", 0, 65_535),
        token(settings, environment),
        settings.integer("serve.lanes", 1, 1024),
        limits,
        settings.integer("serve.grace-seconds", 0, 86_400));
  }

  private static String token(Settings settings, Map<String, String> environment) {
    String key = "serve.token-variable";
    return settings
        .optionalText(key)
        .map(
            name -> {
              String token = environment.getOrDefault(name, "").strip();
              if (token.isEmpty()) {
                throw settings.refused(key, "the environment has no such variable, or it is empty");
              }
              return token;
            })
        .orElse("");
  }
}
