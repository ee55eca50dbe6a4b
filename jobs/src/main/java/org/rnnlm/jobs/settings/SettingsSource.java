package org.rnnlm.jobs.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnlm.text.Text;

/** Parses HOCON so that every value and every error says where it came from. */
final class SettingsSource {
  private static final Pattern WITH_LINE =
      Pattern.compile("(.*): (\\d+)(?:-\\d+)?", Pattern.DOTALL);

  private SettingsSource() {}

  /** Returns what a file of settings says. */
  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new SettingsException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new SettingsException(file + ": cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }

  /** Returns a whole text, such as a file's. */
  static Config parse(String text, String name) {
    try {
      return ConfigFactory.parseString(text, options(name));
    } catch (ConfigException e) {
      throw malformed(e);
    }
  }

  /**
   * One {@code key=value}. Where the key takes a text, the value is taken as it stands, spaces and
   * signs of HOCON included, unless all of it is quoted; elsewhere it is HOCON if it can be.
   */
  static Config parseAssignment(Assignment assignment, SettingsSchema schema) {
    String origin = assignment.origin();
    int equals = assignment.text().indexOf('=');
    if (equals < 1) {
      throw new SettingsException(origin + ": must be key=value");
    }
    String key = assignment.text().substring(0, equals).strip();
    String given = assignment.text().substring(equals + 1);
    if (!isKey(key)) {
      throw new SettingsException(
          origin + ": " + key + " is not a key; keys look like train.rounds");
    }
    boolean isText = schema.type(key).filter(type -> type == SettingType.TEXT).isPresent();
    return (isText ? quotedText(given, origin) : parseValue(given, options(origin)))
        .orElseGet(() -> plainText(given, origin))
        .atPath(key);
  }

  /** Returns where a value was given: {@code file:line}, or the option itself. */
  static String describe(ConfigOrigin origin) {
    Matcher withLine = WITH_LINE.matcher(origin.description());
    if (!withLine.matches()) {
      return origin.description();
    }
    String name = withLine.group(1);
    return name.startsWith("--") ? name : name + ":" + withLine.group(2);
  }

  /** Returns the error for a text that is not HOCON or refers to what does not exist. */
  static SettingsException malformed(ConfigException cause) {
    if (cause.origin() == null) {
      return new SettingsException(cause.getMessage(), cause);
    }
    String prefix = cause.origin().description() + ": ";
    String message = cause.getMessage();
    String problem = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    return new SettingsException(describe(cause.origin()) + ": " + problem, cause);
  }

  private static Optional<ConfigValue> quotedText(String given, String origin) {
    ConfigParseOptions strict = options(origin).setSyntax(ConfigSyntax.JSON);
    return parseValue(given, strict).filter(v -> v.valueType() == ConfigValueType.STRING);
  }

  private static Optional<ConfigValue> parseValue(String given, ConfigParseOptions options) {
    try {
      ConfigObject parsed =
          ConfigFactory.parseString("{\"value\": " + given + "\n}", options).root();
      return parsed.size() == 1 ? Optional.of(parsed.get("value")) : Optional.empty();
    } catch (ConfigException notHocon) {
      return Optional.empty();
    }
  }

  private static ConfigValue plainText(String given, String origin) {
    Config quoted =
        ConfigFactory.parseString("value = " + ConfigUtil.quoteString(given), options(origin));
    return quoted.getValue("value");
  }

  private static boolean isKey(String key) {
    try {
      return !ConfigUtil.splitPath(key).isEmpty();
    } catch (ConfigException notAPath) {
      return false;
    }
  }

  private static ConfigParseOptions options(String name) {
    return ConfigParseOptions.defaults()
        .setOriginDescription(name)
        .setIncluder(new NoIncludes(name));
  }

  /** HOCON skips an include that is missing without a word, and would read any URL. */
  private record NoIncludes(String name)
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {

    private ConfigObject refuse(Object what) {
      throw new SettingsException(
          Text.format(
              "%s: include of %s: includes are not read; give --config several times", name, what));
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      return refuse(what);
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return refuse(what);
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      return refuse(what);
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      return refuse(what);
    }
  }
}
