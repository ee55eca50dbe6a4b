package org.rnnlm.jobs;

import java.util.List;

/** Hosts are where the processes of a cluster run. They are counted from 0. */
interface Hosts {
  /**
   * This machine under as many addresses as one likes, 127.0.0.1, 127.0.0.2 and so on: machines of
   * their own to Spark. All of these are this machine's on Linux.
   */
  Hosts LOOPBACK =
      new Hosts() {
        @Override
        public String address(int host) {
          return "127.0.0." + (host + 1);
        }

        @Override
        public List<String> entering(int host) {
          return List.of();
        }
      };

  /** Returns the address that others reach a host by. */
  String address(int host);

  /** Returns the words that come before a command that is to run on a host. */
  List<String> entering(int host);
}
