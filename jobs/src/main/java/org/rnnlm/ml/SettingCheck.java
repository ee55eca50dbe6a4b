package org.rnnlm.ml;

import java.io.Serializable;
import org.rnnlm.jobs.KnownSettings;
import org.rnnlm.jobs.settings.SettingRule;
import org.rnnlm.jobs.settings.SettingsException;
import scala.runtime.AbstractFunction1;

/**
 * Lets those values of a parameter pass that its setting may have. What it refuses it says in full,
 * by an {@link IllegalArgumentException} as MLlib's own parameters throw.
 */
final class SettingCheck<T> extends AbstractFunction1<T, Object> implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String key;
  private final String owner;

  SettingCheck(SettingRule rule, String owner) {
    this.key = rule.key();
    this.owner = owner;
  }

  @Override
  public Object apply(T value) {
    try {
      rule().check(SettingParams.ofSetting(value), "of " + owner);
      return true;
    } catch (SettingsException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  private SettingRule rule() {
    return KnownSettings.all().stream()
        .filter(rule -> rule.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the reference has no setting " + key));
  }
}
