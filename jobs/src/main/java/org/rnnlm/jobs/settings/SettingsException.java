package org.rnnlm.jobs.settings;

/**
 * Settings that cannot be used. The message is meant for the user as it is: it names the key, the
 * value given, where it was given and what is allowed, one problem a line.
 */
public final class SettingsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SettingsException(String message) {
    super(message);
  }

  SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
