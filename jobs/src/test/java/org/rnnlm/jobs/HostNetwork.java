package org.rnnlm.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnlm.text.Text;

/**
 * Hosts of their own on this machine: network namespaces of Linux, each with one link to a common
 * switch, at whose end the link is slowed, cut, or loses packets. Nothing leads from them to the
 * machine's own network; files and processors they have in common with it. Close it: the processes
 * in them end then, and the namespaces are gone.
 *
 * <p>It needs root, and the programs {@code ip} and {@code tc}. Packets are lost by a filter of
 * classic BPF, which kernels have that lack netem.
 */
final class HostNetwork implements Hosts, AutoCloseable {
  /** A filter for {@code tc}: each packet is dropped. */
  private static final String DROP_ALL = "1,6 0 0 2,";

  /**
   * A filter by which a share of packets is dropped: a random number is compared, 2 drops and -1
   * passes.
   */
  private static final String DROP_SOME = "4,32 0 0 4294963256,53 1 0 %d,6 0 0 2,6 0 0 4294967295,";

  private static final String PREFIX = "rnnlm-";
  private static final String SWITCH = "switch";
  private static final String HOSTS_END = "eth0";

  /** The hosts are in the network that RFC 2544 sets apart for trying network devices. */
  private static final String NETWORK = "198.18.0.";

  private final String name;
  private final int hosts;
  private final Thread atExit = new Thread(this::remove);

  private HostNetwork(String name, int hosts) {
    this.name = name;
    this.hosts = hosts;
  }

  /** Returns why there can be no such hosts here; nothing where there can. */
  static Optional<String> unavailable() {
    try (HostNetwork probe =
        new HostNetwork(PREFIX + ProcessHandle.current().pid() + "-probe", 1)) {
      probe.make(1000);
      probe.lose(0, 0.5);
      return Optional.empty();
    } catch (IOException | IllegalStateException e) {
      return Optional.of(
          "no network namespaces with limited links can be made here (root, ip, tc, and a kernel"
              + " with tbf and BPF filters are needed): "
              + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  /**
   * Makes hosts, whose links carry so much in each direction.
   *
   * @param hosts how many
   * @param megabits a second
   */
  static HostNetwork of(int hosts, int megabits) throws IOException {
    removeThoseOfProcessesThatEnded();
    HostNetwork network = new HostNetwork(PREFIX + ProcessHandle.current().pid(), hosts);
    Runtime.getRuntime().addShutdownHook(network.atExit);
    try {
      network.make(megabits);
      return network;
    } catch (IOException | RuntimeException e) {
      network.close();
      throw e;
    }
  }

  private void make(int megabits) throws IOException {
    ip("netns", "add", namespace(SWITCH));
    inSwitch("link", "add", "bridge", "type", "bridge");
    inSwitch("link", "set", "bridge", "up");
    for (int host = 0; host < hosts; host++) {
      ip("netns", "add", namespace(host));
      inSwitch("link", "add", port(host), "type", "veth", "peer", "name", HOSTS_END);
      inSwitch("link", "set", HOSTS_END, "netns", namespace(host));
      inSwitch("link", "set", port(host), "up", "master", "bridge");
      inHost(host, "link", "set", "lo", "up");
      inHost(host, "addr", "add", address(host) + "/24", "dev", HOSTS_END);
      inHost(host, "link", "set", HOSTS_END, "up");
      tc(SWITCH, "qdisc", "add", "dev", port(host), "clsact");
      limit(host, megabits);
    }
  }

  /** Lets a host's link carry so many megabits a second in each direction from now on. */
  void limit(int host, int megabits) throws IOException {
    limit(SWITCH, port(host), megabits);
    limit(Integer.toString(host), HOSTS_END, megabits);
  }

  /**
   * A bucket of a hundredth of a second's bytes, and of some packets; waiting for 50 ms at most.
   */
  private void limit(String host, String device, int megabits) throws IOException {
    int bucket = Math.max(16_000, megabits * 1250);
    tc(
        host,
        Text.format(
                "qdisc replace dev %s root tbf rate %dmbit burst %d latency 50ms",
                device, megabits, bucket)
            .split(" "));
  }

  /** Cuts a host's link, as a pulled cable does. */
  void cut(int host) throws IOException {
    inSwitch("link", "set", port(host), "down");
  }

  /** Mends a link that was cut. */
  void mend(int host) throws IOException {
    inSwitch("link", "set", port(host), "up");
  }

  /** Loses all that a host sends, while all that is sent to it still comes. */
  void silence(int host) throws IOException {
    filter(host, "ingress", DROP_ALL);
  }

  /** Loses all that is sent to a host, while all that it sends still comes. */
  void deafen(int host) throws IOException {
    filter(host, "egress", DROP_ALL);
  }

  /** Loses a share of the packets from and to a host. */
  void lose(int host, double share) throws IOException {
    String some = Text.format(DROP_SOME, (long) (share * (1L << 32)));
    filter(host, "ingress", some);
    filter(host, "egress", some);
  }

  /** Loses nothing of a host any more. */
  void loseNothing(int host) throws IOException {
    for (String direction : List.of("ingress", "egress")) {
      tc(SWITCH, "filter", "del", "dev", port(host), direction);
    }
  }

  private void filter(int host, String direction, String bytecode) throws IOException {
    tc(
        SWITCH,
        "filter",
        "add",
        "dev",
        port(host),
        direction,
        "bpf",
        "direct-action",
        "bytecode",
        bytecode);
  }

  /** Ends a host as if its power failed: nobody is told by its processes, which are killed. */
  void powerOff(int host) throws IOException {
    cut(host);
    kill(namespace(host));
  }

  @Override
  public String address(int host) {
    return NETWORK + (host + 1);
  }

  @Override
  public List<String> entering(int host) {
    return List.of("ip", "netns", "exec", namespace(host));
  }

  private String namespace(Object host) {
    return name + "-" + host;
  }

  private static String port(int host) {
    return "port" + host;
  }

  private void inSwitch(String... arguments) throws IOException {
    in(SWITCH, arguments);
  }

  private void inHost(int host, String... arguments) throws IOException {
    in(Integer.toString(host), arguments);
  }

  private void in(String host, String... arguments) throws IOException {
    run(command("ip", host, arguments));
  }

  private void tc(String host, String... arguments) throws IOException {
    run(command("tc", host, arguments));
  }

  private List<String> command(String program, String host, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-netns", namespace(host)));
    command.addAll(List.of(arguments));
    return command;
  }

  private static String ip(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    return run(command);
  }

  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() == 0) {
        return output;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException(String.join(" ", command) + ": " + output.strip());
  }

  /** What a killed process of these tests left: namespaces have its id in their names. */
  private static void removeThoseOfProcessesThatEnded() throws IOException {
    for (String namespace : namespaces()) {
      if (namespace.matches(PREFIX + "\\d+-.*")) {
        long process = Long.parseLong(namespace.split("-")[1]);
        if (ProcessHandle.of(process).isEmpty()) {
          removeNamespace(namespace);
        }
      }
    }
  }

  private static List<String> namespaces() throws IOException {
    return ip("netns", "list").lines().map(line -> line.split(" ")[0]).toList();
  }

  private static void removeNamespace(String namespace) throws IOException {
    kill(namespace);
    ip("netns", "delete", namespace);
  }

  private static void kill(String namespace) throws IOException {
    for (String process : ip("netns", "pids", namespace).lines().toList()) {
      ProcessHandle.of(Long.parseLong(process.strip())).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private void remove() {
    try {
      for (String namespace : namespaces()) {
        if (namespace.startsWith(name + "-")) {
          removeNamespace(namespace);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    remove();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
