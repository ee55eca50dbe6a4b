package org.rnnlm.mlflow;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnlm.io.DataException;

/**
 * Where a run is tracked, and what is told of it.
 *
 * @param server its address, such as {@code http://localhost:5000}, without any login
 * @param experiment that the run belongs to
 * @param name that the run is shown under; empty for that of its folder
 * @param files that the server gets
 * @param parameters what the run was asked for, by name
 */
public record MlflowSpec(
    URI server,
    String experiment,
    String name,
    MlflowFiles files,
    SortedMap<String, String> parameters) {
  /**
   * @throws IllegalArgumentException if the address is none of a server
   */
  public MlflowSpec {
    Objects.requireNonNull(files, "files");
    requireServer(server);
    if (experiment.isBlank()) {
      throw new IllegalArgumentException("an experiment has a name");
    }
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * Makes one of an address as it was given.
   *
   * @throws DataException if there is a login in it
   */
  public static MlflowSpec of(
      String server,
      String experiment,
      String name,
      MlflowFiles files,
      Map<String, String> parameters) {
    return new MlflowSpec(address(server), experiment, name, files, new TreeMap<>(parameters));
  }

  /**
   * Returns the address of a server.
   *
   * @throws DataException if there is a login in it, which is not repeated
   */
  private static URI address(String server) {
    URI address = URI.create(server);
    if (address.getRawUserInfo() != null) {
      throw new DataException(
          "the address of MLflow's server has a login in it, which would be saved with the run;"
              + " leave it out and set MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, or"
              + " MLFLOW_TRACKING_TOKEN");
    }
    return address;
  }

  private static void requireServer(URI server) {
    boolean http = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
    if (!http || server.getHost() == null || server.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "it must be the address of a tracking server, such as http://localhost:5000");
    }
  }
}
